import { UserError } from '../shared/errors';
import type { Layer, SynthesizedEnvironment } from './environment';

/** The layers that a command is about: the one that is named, or all. @throws UserError when there is no such layer */
export function selectLayers({ name, layers }: SynthesizedEnvironment, layer: string | undefined): readonly Layer[] {
  if (layer === undefined) return layers;
  const found = layers.find((each) => each.name === layer || each.stack === layer);
  if (found) return [found];
  throw new UserError(
    `${name} has no layer ${JSON.stringify(layer)}; expected one of ${layers.map((each) => each.name).join(', ')}`,
    2,
  );
}
