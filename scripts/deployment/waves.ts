import type { Layer } from './environment';

/**
 * The layers that can be deployed next, at the same time: those whose upstream, as far as it is deployed too, is done.
 * A layer is planned when what it reads is as it will stay, so that what is shown is what is applied.
 */
export const nextWave = (layers: readonly Layer[], done: ReadonlySet<string>): Layer[] =>
  layers.filter(
    ({ name, upstream }) =>
      !done.has(name) && upstream.every((each) => done.has(each) || !layers.some((layer) => layer.name === each)),
  );
