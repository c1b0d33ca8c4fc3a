import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../shared/paths';
import { forgetLocalState } from './bootstrap';
import type { Deployment } from './deployment';
import type { Layer } from './environment';
import { type PlanSummary, readPlan } from './plan-json';
import { besideState } from './unsaved/place';
import type { TakenOver } from './unsaved/report';
import { forgetImports, takeOver } from './unsaved/take-over';

export interface LayerPlan {
  readonly layer: Layer;
  readonly summary: PlanSummary;
  /** The plan itself, to be applied. */
  readonly file: string;
  /** File of Terraform's own text, from the root; undefined where nothing is pending. */
  readonly textFile: string | undefined;
  /** What earlier applies had made and not saved; undefined where each has come to its end. */
  readonly takenOver?: TakenOver | undefined;
}

/** What Terraform tells while it looks at what is there: no part of the plan. */
const progress = /: (Refreshing state|Reading|Still reading|Read complete)\b/;
/** What it tells where the lock of the state does not come, or go, at once. */
const locking = /^(Acquiring|Releasing) state lock\. This may take a few moments\.\.\.$/;

/** The text of a plan without what was told on the way to it. */
export const planOnly = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !progress.test(line) && !locking.test(line))
    .join('\n')
    .trim();

/** Initialises a layer with its backend in the state bucket, whatever it was initialised with before. */
export async function initLayer(deployment: Deployment, layer: Layer, report: (line: string) => void): Promise<void> {
  report('initialising');
  forgetLocalState(layer);
  forgetImports(layer);
  await deployment.terraform(layer).init('-reconfigure');
}

/** A plan in the deployment's folder; its JSON where it has anything to apply, for to read it takes seconds. */
export interface WrittenPlan {
  readonly file: string;
  readonly text: string;
  readonly json: string | undefined;
}

export async function writePlan(
  deployment: Deployment,
  layer: Layer,
  args: readonly string[],
  report: (line: string) => void,
): Promise<WrittenPlan> {
  await initLayer(deployment, layer, report);
  return planInitialised(deployment, layer, args, report);
}

async function planInitialised(
  deployment: Deployment,
  layer: Layer,
  args: readonly string[],
  report: (line: string) => void,
): Promise<WrittenPlan> {
  report('planning');
  const file = join(deployment.folder, `${layer.stack}.tfplan`);
  let looked = 0;
  const { text, pending } = await deployment.terraform(layer).planText(file, args, (line) => {
    if (progress.test(line)) report(`${++looked} looked at`);
  });
  if (!pending) return { file, text, json: undefined };
  report('reading the plan');
  return { file, text, json: await (await deployment.reader(layer)).show(file) };
}

const nothing: PlanSummary = { changes: [], outputs: [], pending: false };

/** Plans a layer, and writes Terraform's own text of the plan beside the layer's JSON. */
export async function planLayer(
  deployment: Deployment,
  layer: Layer,
  report: (line: string) => void,
  args: readonly string[] = [],
): Promise<LayerPlan> {
  await initLayer(deployment, layer, report);
  // What no state holds is not destroyed: whoever destroys has refused before that.
  const takenOver = args.includes('-destroy') ? undefined : await unsaved(deployment, layer, report);
  const { file, text, json } = await planInitialised(deployment, layer, args, report).finally(() =>
    forgetImports(layer),
  );
  const summary = json === undefined ? nothing : readPlan(json);
  if (!summary.pending) return { layer, summary, file, textFile: undefined, takenOver };
  const textFile = join(layer.folder, 'plan.txt');
  writeFileSync(textFile, `${planOnly(text)}\n`);
  return { layer, summary, file, textFile: relative(root, textFile), takenOver };
}

/** Looks for what earlier applies of the layer had made and not saved. */
function unsaved(deployment: Deployment, layer: Layer, report: (line: string) => void): Promise<TakenOver | undefined> {
  const { store, environment } = deployment;
  const file = join(deployment.folder, `${layer.stack}.unsaved.tfplan`);
  return takeOver({
    layer,
    place: besideState(store, layer),
    states: async () => {
      const read = environment.layers.map(async (each) => [each.name, await store.contents(each)] as const);
      const states = new Map(await Promise.all(read));
      const all = [...states.values()];
      return {
        own: states.get(layer.name)?.resources ?? [],
        all: all.flatMap(({ resources }) => resources),
        ids: new Set(all.flatMap(({ ids }) => ids)),
      };
    },
    plan: async () => {
      report('looking for what an apply that was ended had made');
      await deployment.terraform(layer).plan({ out: file });
      return (await deployment.reader(layer)).show(file);
    },
  });
}
