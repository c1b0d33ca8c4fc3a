import { rmSync } from 'node:fs';
import { UserError } from '../shared/errors';
import { runSteps } from '../shared/progress';
import { applyPlan, tellingOfInterrupts } from './apply';
import { terminalAsk } from './ask';
import { holdsState, moveStateHome, useStateAtHome } from './bootstrap';
import type { Deployment, DeploymentOptions } from './deployment';
import { consentToDestroy, refuseGuarded, refuseNeeded, refuseProtected } from './destroy-refusals';
import type { Layer } from './environment';
import { afterUpstream, readersOf } from './in-order';
import { layerSteps } from './layer-steps';
import { openDeployment } from './open';
import { requireOwnConfig } from './own-config';
import { paintFor } from './paint';
import { type LayerPlan, planLayer } from './plan-layer';
import { planLines } from './plan-report';
import { leftJournal } from './unsaved/journal';
import { besideState } from './unsaved/place';
import { refuseLeft } from './unsaved/report';

export interface DestroyOptions extends Omit<DeploymentOptions, 'to'> {
  /** The environment's name once more, given on the command line: nobody is asked. */
  readonly yesDestroy?: string;
}

/** Destroys an environment but for its backend, or one layer of it. */
export async function destroy(options: DestroyOptions): Promise<void> {
  requireOwnConfig();
  const { name, layer: only } = options;
  if (options.yesDestroy !== undefined && options.yesDestroy !== name)
    throw new UserError(`--yes-destroy must name ${name}; found ${JSON.stringify(options.yesDestroy)}`, 2);
  const choose = ({ selected, backend }: Deployment) =>
    only ? selected : selected.filter((layer) => layer !== backend);
  const deployment = await openDeployment(options, async (opened) => {
    refuseGuarded(name, choose(opened));
    if (!holdsState(opened.destroyingState)) await opened.requireBackend();
  });
  const { backend, environment } = deployment;
  const chosen = choose(deployment);
  // What its backend is needed for is gone with it: journals of layers that have no state yet, too.
  await refuseUnsaved(deployment, chosen.includes(backend) ? environment.layers : chosen);
  const states = await deployment.states();
  const isThere = (layer: Layer) => (states.get(layer.name)?.resources ?? 0) > 0;
  refuseNeeded(environment, chosen, isThere);

  const goesOn = chosen.includes(backend) && holdsState(deployment.destroyingState);
  const layers = goesOn ? [] : chosen.filter(isThere);
  if (layers.length === 0 && !goesOn) {
    console.log(`${name}: nothing to destroy`);
    return;
  }
  const plans = await planDestroy(deployment, layers);
  refuseProtected(name, plans);
  await consentToDestroy(name, options.yesDestroy, terminalAsk());

  const again = `npm run destroy -- ${[name, only].filter(Boolean).join(' ')}`;
  await tellingOfInterrupts(chosen, again, () =>
    runSteps([
      {
        title: 'Destroy',
        run: async () => {
          const reports = new Map<Layer, (line: string) => void>();
          const work = (layer: Layer) => {
            const report = (line: string) => reports.get(layer)?.(line);
            if (layer === backend) return destroyBackend(deployment, report);
            return applyPlan(deployment, plans.find((plan) => plan.layer === layer) as LayerPlan, report);
          };
          const begin = afterUpstream(goesOn ? [backend] : layers, work, readersOf(environment.layers));
          return layerSteps([...begin.keys()], (layer, report) => {
            reports.set(layer, report);
            return (begin.get(layer) as () => Promise<string>)();
          });
        },
      },
    ]),
  );
  console.log(`${name}: ${chosen.map((layer) => layer.name).join(', ')} destroyed`);
  if (!only) console.log(`its state backend is kept; npm run destroy -- ${name} backend destroys that too`);
}

/** @throws UserError where an apply of one of the layers was ended, and no deployment has taken over what it had made */
async function refuseUnsaved({ environment, store }: Deployment, layers: readonly Layer[]): Promise<void> {
  const read = layers.map(async (layer) => {
    const place = besideState(store, layer);
    const left = await leftJournal(place);
    return left ? [{ layer, left, place }] : [];
  });
  refuseLeft(environment.name, (await Promise.all(read)).flat());
}

async function planDestroy(deployment: Deployment, layers: readonly Layer[]): Promise<LayerPlan[]> {
  const plans: LayerPlan[] = [];
  const work = async (layer: Layer, report: (line: string) => void) => {
    plans.push(await planLayer(deployment, layer, report, ['-destroy']));
    return undefined;
  };
  if (layers.length > 0) await runSteps([{ title: 'Plan', run: async () => layerSteps(layers, work) }]);
  const paint = paintFor(process.stdout);
  for (const { layer, summary, textFile } of plans)
    console.log(`\n${planLines(layer.stack, summary, textFile, paint).join('\n')}`);
  return plans;
}

/** The state leaves the bucket first; where that was done before and interrupted, it goes on from the file. */
async function destroyBackend(deployment: Deployment, report: (line: string) => void): Promise<string> {
  const { backend, destroyingState } = deployment;
  const terraform = deployment.terraform(backend);
  report('taking the state out of its bucket');
  const takeOut = holdsState(destroyingState) ? useStateAtHome : moveStateHome;
  await takeOut(backend, terraform, destroyingState);
  let done = 0;
  const { changes } = await terraform.destroy(({ type, hook }) => {
    if (type === 'apply_complete') report(`${++done} destroyed, the last ${hook?.resource?.addr}`);
  });
  for (const file of [destroyingState, `${destroyingState}.backup`]) rmSync(file, { force: true });
  return `${changes.remove} destroyed`;
}
