import { runSteps } from '../shared/progress';
import { stackText } from '../shared/stack-json';
import type { DeploymentOptions } from './deployment';
import type { Drifted, DriftedAttribute } from './drift-json';
import type { Layer } from './environment';
import { layerDrift, ownedBy } from './layer-drift';
import { layerSteps } from './layer-steps';
import { openDeployment } from './open';
import { type Paint, paintFor } from './paint';
import { writePlan } from './plan-layer';
import { Unsettled } from './unsettled';

/** Tells what differs from the states; true where anything does. */
export async function drift(options: DeploymentOptions): Promise<boolean> {
  const deployment = await openDeployment(options);
  const states = await deployment.states();
  const applied = deployment.selected.filter(({ name }) => (states.get(name)?.resources ?? 0) > 0);
  const { layers } = deployment.environment;
  const resources = new Map(
    await Promise.all(layers.map(async (layer) => [layer, await deployment.store.resources(layer)] as const)),
  );
  const owned = ownedBy([...resources.values()].flat());
  const unsettled = await new Unsettled(deployment.store).among(applied);
  const drifted = new Map<Layer, Drifted[]>();
  const work = async (layer: Layer, report: (line: string) => void) => {
    const { json: plan } = await writePlan(deployment, layer, ['-refresh-only'], report);
    const json = stackText(layer.folder);
    const found = layerDrift({ json, resources: resources.get(layer) ?? [], plan, owned });
    drifted.set(layer, found);
    return found.length === 0 ? 'as the state says' : `${found.length} differ`;
  };
  try {
    if (applied.length > 0) await runSteps([{ title: 'Compare', run: async () => layerSteps(applied, work) }]);
  } finally {
    const paint = paintFor(process.stdout);
    console.log();
    for (const layer of deployment.selected) {
      const found = drifted.get(layer);
      if (!applied.includes(layer)) console.log(`${layer.stack}: not applied, so there is nothing to compare`);
      else if (found) {
        console.log(driftLines(layer.stack, found, paint).join('\n'));
        if (found.length > 0 && unsettled.includes(layer)) console.log(unsettledLine(options.name));
      }
    }
  }
  return [...drifted.values()].some((found) => found.length > 0);
}

const unsettledLine = (environment: string) =>
  `  The last deployment of it did not come to its end: some of this may be its own, which the next one settles.\n  fix: npm run deploy -- ${environment}`;

/** A layer's drift as a person reads it. */
export function driftLines(stack: string, drifted: readonly Drifted[], paint: Paint): string[] {
  if (drifted.length === 0) return [`${paint('bold', stack)}: no drift`];
  const lines = drifted.flatMap(({ address, kind, attributes }) =>
    kind === 'gone'
      ? [`  ${paint('red', `- ${address} is gone`)}`]
      : [`  ${paint('yellow', `~ ${address}`)}`, ...attributes.map(attributeLine)],
  );
  const many = drifted.length === 1 ? 'one resource differs' : `${drifted.length} resources differ`;
  return [`${paint('bold', stack)}: ${many} from the state`, ...lines];
}

const attributeLine = ({ name, values, foreign }: DriftedAttribute) =>
  foreign
    ? `      ${name}: ${foreign}, which no layer has made`
    : values
      ? `      ${name}: ${values.state} → ${values.found}`
      : `      ${name}: sensitive, not shown`;
