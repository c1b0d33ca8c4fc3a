import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../shared/paths';
import type { Event } from '../terraform/events';
import { forgetLocalState } from './bootstrap';
import type { Deployment } from './deployment';
import type { Layer } from './environment';
import { type PlanSummary, readPlan } from './plan-json';

export interface LayerPlan {
  readonly layer: Layer;
  readonly summary: PlanSummary;
  /** The plan itself, to be applied. */
  readonly file: string;
  /** File of Terraform's own text, from the root; undefined where nothing is pending. */
  readonly textFile: string | undefined;
}

/** True for what Terraform tells only of a plan that has something to apply, or that found drift. */
export const tellsOfChanges = ({ type, outputs = {} }: Event): boolean =>
  type === 'planned_change' ||
  type === 'resource_drift' ||
  (type === 'outputs' && Object.values(outputs).some(({ action }) => action !== 'noop'));

/** Initialises a layer with its backend in the state bucket, whatever it was initialised with before. */
export async function initLayer(deployment: Deployment, layer: Layer, report: (line: string) => void): Promise<void> {
  report('initialising');
  forgetLocalState(layer);
  await deployment.terraform(layer).init('-reconfigure');
}

/** Writes a plan into the deployment's folder; its JSON where it tells of anything, for to read it takes seconds. */
export async function writePlan(
  deployment: Deployment,
  layer: Layer,
  args: readonly string[],
  report: (line: string) => void,
): Promise<{ readonly file: string; readonly json: string | undefined }> {
  await initLayer(deployment, layer, report);
  report('planning');
  const file = join(deployment.folder, `${layer.stack}.tfplan`);
  let tells = false;
  let refreshed = 0;
  await deployment.terraform(layer).plan({
    out: file,
    args,
    onEvent: (event) => {
      tells ||= tellsOfChanges(event);
      if (event.type === 'refresh_complete') report(`${++refreshed} looked at`);
    },
  });
  if (!tells) return { file, json: undefined };
  report('reading the plan');
  return { file, json: await (await deployment.reader(layer)).show(file) };
}

const nothing: PlanSummary = { changes: [], outputs: [], pending: false };

/** Plans a layer, and writes Terraform's own text of the plan beside the layer's JSON. */
export async function planLayer(
  deployment: Deployment,
  layer: Layer,
  report: (line: string) => void,
  args: readonly string[] = [],
): Promise<LayerPlan> {
  const { file, json } = await writePlan(deployment, layer, args, report);
  const summary = json === undefined ? nothing : readPlan(json);
  if (!summary.pending) return { layer, summary, file, textFile: undefined };
  const textFile = join(layer.folder, 'plan.txt');
  writeFileSync(textFile, await (await deployment.reader(layer)).showText(file));
  return { layer, summary, file, textFile: relative(root, textFile) };
}
