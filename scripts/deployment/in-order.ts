import { NotBegun } from '../shared/errors';
import type { Layer } from './environment';

/**
 * Gives each layer a function that does `work` as soon as the layers that it reads are done, so that independent ones
 * go at the same time. Started all together they end in any order that the references allow. One of which an upstream
 * layer has failed throws `NotBegun` in place of its work.
 */
export function afterUpstream<T>(
  layers: readonly Layer[],
  work: (layer: Layer) => Promise<T>,
  upstreamOf: (layer: Layer) => readonly string[] = (layer) => layer.upstream,
): Map<Layer, () => Promise<T>> {
  const started = new Map<string, Promise<T>>();
  const start = (layer: Layer): Promise<T> => {
    const running = started.get(layer.name);
    if (running) return running;
    const upstream = layers.filter((each) => upstreamOf(layer).includes(each.name));
    const promise = Promise.all(
      upstream.map((each) => start(each).catch(() => Promise.reject(new NotBegun(layer.stack, each.stack)))),
    ).then(() => work(layer));
    started.set(layer.name, promise);
    return promise;
  };
  return new Map(layers.map((layer) => [layer, () => start(layer)]));
}

/** The layers that read a layer: who must be destroyed before it. */
export const readersOf =
  (layers: readonly Layer[]) =>
  (layer: Layer): readonly string[] =>
    layers.filter((each) => each.upstream.includes(layer.name)).map((each) => each.name);
