import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, moveStateHome } from '../deployment/bootstrap';
import type { Layer } from '../deployment/environment';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import type { Changes, Event } from '../terraform/events';
import type { Terraform } from '../terraform/terraform';
import type { DrillSession } from './session';

export interface LayerResult {
  readonly layer: string;
  /** Resources that the apply made. */
  readonly applied: number;
  readonly seconds: number;
  /** Changes that the second plan would make: none, if what is applied is what was asked for. */
  readonly secondPlan: number;
}

const total = ({ add, change, remove }: Changes) => add + change + remove;
const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Reports how many resources are done. */
export const counting = (report: (line: string) => void, word: string) => {
  let done = 0;
  return (event: Event) => {
    if (event.type === 'apply_complete') report(`${word} ${++done}`);
  };
};

/**
 * What states need is made, and the backend's own state moved into the bucket that it made. The provider is shared from
 * here on.
 */
export async function bootstrapBackend(
  session: DrillSession,
  layer: Layer,
  report: (line: string) => void,
): Promise<Omit<LayerResult, 'secondPlan'>> {
  const start = performance.now();
  const changes = await bootstrap({
    layer,
    terraform: session.terraform(layer),
    store: session.store(layer),
    localState: session.localState,
    onInit: () => session.attachProvider(layer),
    onEvent: counting(report, 'created'),
  });
  if (!(await session.store(layer).hasState(layer)))
    throw new UserError(`${layer.stack}: its state is not in the bucket after the move`);
  return { layer: layer.name, applied: changes.add, seconds: secondsSince(start) };
}

/** Plans a layer, writes the plan as JSON beside it for the scan, and applies just that plan. */
export async function applyLayer(
  session: DrillSession,
  layer: Layer,
  report: (line: string) => void,
): Promise<Omit<LayerResult, 'secondPlan'>> {
  const start = performance.now();
  const terraform = session.terraform(layer);
  report('initialising');
  await terraform.init();
  report('planning');
  await terraform.plan({ out: 'tfplan' });
  const [{ changes }] = await Promise.all([
    terraform.apply('tfplan', counting(report, 'created')),
    writePlanJson(layer, terraform),
  ]);
  return { layer: layer.name, applied: changes.add, seconds: secondsSince(start) };
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
