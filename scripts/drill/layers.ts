import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, moveStateHome } from '../deployment/bootstrap';
import type { Layer } from '../deployment/environment';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import type { Changes, Event } from '../terraform/events';
import type { Terraform } from '../terraform/terraform';
import type { DrillSession } from './session';

/** How long the provider was at a resource. */
export interface ResourceTime {
  readonly address: string;
  readonly seconds: number;
}

/** What the apply of a layer came to. */
export interface AppliedLayer {
  readonly layer: string;
  /** Resources that the apply made. */
  readonly applied: number;
  readonly seconds: number;
  /** What the provider took for each resource, most of which it waits. */
  readonly resources: readonly ResourceTime[];
}

export interface LayerResult extends AppliedLayer {
  /** Changes that the second plan would make: none, if what is applied is what was asked for. */
  readonly secondPlan: number;
}

const total = ({ add, change, remove }: Changes) => add + change + remove;
const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** A layer that was applied in two parts. */
export const together = (first: AppliedLayer, then: AppliedLayer): AppliedLayer => ({
  ...then,
  applied: first.applied + then.applied,
  seconds: first.seconds + then.seconds,
  resources: [...first.resources, ...then.resources],
});

/** Reports how many resources are done. */
export const counting = (report: (line: string) => void, word: string) => {
  let done = 0;
  return (event: Event) => {
    if (event.type === 'apply_complete') report(`${word} ${++done}`);
  };
};

/** Reports how many resources are made, and keeps what the provider took for each. */
function making(report: (line: string) => void): { resources: ResourceTime[]; onEvent: (event: Event) => void } {
  const resources: ResourceTime[] = [];
  const count = counting(report, 'created');
  const onEvent = (event: Event) => {
    count(event);
    const { type, hook } = event;
    if (type === 'apply_complete' && hook?.resource)
      resources.push({ address: hook.resource.addr, seconds: hook.elapsed_seconds ?? 0 });
  };
  return { resources, onEvent };
}

/**
 * What states need is made, and the backend's own state moved into the bucket that it made. The provider is shared from
 * here on.
 */
export async function bootstrapBackend(
  session: DrillSession,
  layer: Layer,
  report: (line: string) => void,
): Promise<AppliedLayer> {
  const start = performance.now();
  const { resources, onEvent } = making(report);
  const changes = await bootstrap({
    layer,
    terraform: session.terraform(layer),
    store: session.store(layer),
    localState: session.localState,
    onInit: () => session.attachProvider(layer),
    onEvent,
  });
  if (!(await session.store(layer).hasState(layer)))
    throw new UserError(`${layer.stack}: its state is not in the bucket after the move`);
  return { layer: layer.name, applied: changes.add, seconds: secondsSince(start), resources };
}

/** Plans a layer, writes the plan as JSON beside it for the scan, and applies just that plan. */
export async function applyLayer(
  session: DrillSession,
  layer: Layer,
  report: (line: string) => void,
): Promise<AppliedLayer> {
  const start = performance.now();
  const terraform = session.terraform(layer);
  const { resources, onEvent } = making(report);
  report('initialising');
  await terraform.init();
  report('planning');
  await terraform.plan({ out: 'tfplan' });
  const [{ changes }] = await Promise.all([terraform.apply('tfplan', onEvent), writePlanJson(layer, terraform)]);
  return { layer: layer.name, applied: changes.add, seconds: secondsSince(start), resources };
}

/** File of a layer's plan as JSON, which is scanned. */
export const planJson = (layer: Layer): string => join(layer.folder, 'tfplan.json');

const writePlanJson = async (layer: Layer, terraform: Terraform): Promise<void> =>
  writeFileSync(planJson(layer), await terraform.show('tfplan'));

/** File of a layer's second plan, in the layer's folder. */
export const secondPlanFile = 'second.tfplan';

/** What a second plan would change. @throws UserError naming the resources, when it is anything */
export async function secondPlan(session: DrillSession, layer: Layer): Promise<number> {
  const drift: string[] = [];
  const { changes } = await session.terraform(layer).plan({
    out: secondPlanFile,
    onEvent: ({ type, change }) => {
      if (type === 'planned_change' && change) drift.push(`${change.action} ${change.resource.addr}`);
    },
  });
  if (total(changes) > 0) throw new UserError(`${layer.stack}: the second plan is not empty\n  ${drift.join('\n  ')}`);
  return total(changes);
}

/** Destroys a layer; the backend's state is taken out of its bucket first. */
export async function destroyLayer(
  session: DrillSession,
  layer: Layer,
  report: (line: string) => void,
): Promise<string> {
  const terraform = session.terraform(layer);
  if (layer.name === 'backend') await moveStateHome(layer, terraform, session.localState);
  const { changes } = await terraform.destroy(counting(report, 'destroyed'));
  return counted(changes.remove, 'resource');
}
