import { besideKey } from './backend-json';
import type { Layer } from './environment';
import type { StateStore } from './state-store';

/**
 * Marks, beside a layer's state, that it is being deployed, or settled alone: until the states were settled in the end,
 * they lack what a resource has become by others that refer to it, and that would be told as drift.
 */
export class Unsettled {
  constructor(private readonly store: StateStore) {}

  mark(layer: Layer): Promise<void> {
    return this.store.write(layer, keyOf(layer), `${new Date().toISOString()}\n`);
  }

  /** The state of the layer is settled. */
  clear(layer: Layer): Promise<void> {
    return this.store.empty(layer, keyOf(layer));
  }

  /** Those of the layers whose deployment did not come to its end. */
  async among(layers: readonly Layer[]): Promise<Layer[]> {
    const marks = await Promise.all(layers.map((layer) => this.store.text(layer, keyOf(layer))));
    return layers.filter((_, index) => marks[index]);
  }
}

const keyOf = (layer: Layer) => besideKey(layer, 'unsettled');
