import type { Step } from '../shared/progress';
import type { Layer } from './environment';

/** A step for each layer, all at the same time. `work` returns what the layer's line is completed with. */
export const layerSteps = (
  layers: readonly Layer[],
  work: (layer: Layer, report: (line: string) => void) => Promise<string | undefined>,
): Step[] => layers.map((layer) => ({ title: layer.stack, run: (report) => work(layer, report) }));
