import { UserError } from '../shared/errors';
import type { Ask } from './ask';
import type { Layer, SynthesizedEnvironment } from './environment';
import { guardedResources, stillProtected } from './guards';
import { readersOf } from './in-order';
import type { LayerPlan } from './plan-layer';

/** @throws UserError where what is to be destroyed is guarded */
export function refuseGuarded(name: string, chosen: readonly Layer[]): void {
  const guarded = chosen.flatMap((layer) => guardedResources(layer).map((address) => `  ${layer.stack}: ${address}`));
  if (guarded.length === 0) return;
  throw new UserError(
    [
      `${name} is guarded: nothing was destroyed. What holds data there must not be destroyed:`,
      ...guarded,
      `  fix: if ${name} is to be taken down for good, set GROUNDWORK_ALLOW_DESTROYS=${name} in config.env,`,
      `  npm run deploy -- ${name}, which takes the guards off, and then npm run destroy -- ${name}`,
    ].join('\n'),
  );
}

/** @throws UserError where layers that stay need one that is to be destroyed */
export function refuseNeeded(
  { name, layers }: Pick<SynthesizedEnvironment, 'name' | 'layers'>,
  chosen: readonly Layer[],
  isThere: (layer: Layer) => boolean,
): void {
  const needed = chosen.flatMap((layer) => {
    const readers = layer.name === 'backend' ? layers.filter((each) => each !== layer) : readersAmong(layers, layer);
    return readers
      .filter((reader) => isThere(reader) && !chosen.includes(reader))
      .map((reader) => ({ reader, fault: `${layer.stack} is needed by ${reader.stack}, which is there` }));
  });
  if (needed.length === 0) return;
  throw new UserError(
    [
      ...needed.map(({ fault }) => fault),
      `  fix: ${[...new Set(needed.map(({ reader }) => `npm run destroy -- ${name} ${reader.name}`))].join(', ')} first; or npm run destroy -- ${name}, for all but the backend`,
    ].join('\n'),
  );
}

const readersAmong = (layers: readonly Layer[], layer: Layer) => {
  const names = readersOf(layers)(layer);
  return layers.filter((each) => names.includes(each.name));
};

/** @throws UserError where the guards are off in the configuration, and that was not deployed yet */
export function refuseProtected(environment: string, plans: readonly LayerPlan[]): void {
  const held = plans.flatMap(({ layer, summary }) =>
    stillProtected(summary).map((each) => `  ${layer.stack}: ${each}`),
  );
  if (held.length === 0) return;
  throw new UserError(
    [
      `${environment}: nothing was destroyed: the configuration lets it happen, but what was applied does not yet:`,
      ...held,
      `  fix: npm run deploy -- ${environment}, and then destroy`,
    ].join('\n'),
  );
}

/** Has it confirmed by the environment's name. @throws UserError where it is not */
export async function consentToDestroy(
  environment: string,
  given: string | undefined,
  ask: Ask | undefined,
): Promise<void> {
  if (given === environment) return;
  if (!ask)
    throw new UserError(
      `${environment}: nothing was destroyed: there is no terminal to ask on.\n  fix: if it is meant, give --yes-destroy ${environment}`,
    );
  const answer = await ask(
    '\nAll of this is destroyed, and what it holds cannot be brought back.\nType the name of the environment to go on: ',
  );
  if (answer !== environment) throw new UserError(`${environment}: not confirmed; nothing was destroyed`);
}
