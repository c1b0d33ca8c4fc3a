import type { Layer } from './environment';

/** Thrown in place of a layer's own work when a layer that it reads has failed. */
export class UpstreamFailed extends Error {
  override readonly name = 'UpstreamFailed';
}

/**
 * Gives each layer a function that does `work` as soon as the layers that it reads are done, so that independent ones
 * go at the same time. Started all together they end in any order that the references allow.
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
      upstream.map((each) => start(each).catch(() => Promise.reject(blocked(layer, each)))),
    ).then(() => work(layer));
    started.set(layer.name, promise);
    return promise;
  };
  return new Map(layers.map((layer) => [layer, () => start(layer)]));
}

const blocked = (layer: Layer, upstream: Layer) =>
  new UpstreamFailed(`${layer.stack} was not begun: ${upstream.stack}, which it reads, failed`);

/** The layers that read a layer: who must be destroyed before it. */
export const readersOf =
  (layers: readonly Layer[]) =>
  (layer: Layer): readonly string[] =>
    layers.filter((each) => each.upstream.includes(layer.name)).map((each) => each.name);
