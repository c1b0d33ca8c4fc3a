import type { SynthesizedEnvironment } from '../../deployment/environment';
import { stackJson } from '../../shared/stack-json';

type Named<T> = Readonly<Record<string, T>>;
export type Attributes = Named<unknown>;

/** What a layer's JSON has that its cost depends on. */
export interface LayerJson {
  readonly resource?: Named<Named<Attributes>>;
  readonly variable?: Named<{ readonly default?: unknown }>;
  readonly locals?: Attributes;
  readonly output?: Named<{ readonly value?: unknown }>;
  readonly data?: {
    readonly terraform_remote_state?: Named<{ readonly config?: { readonly key?: unknown } }>;
  };
}

export interface PricedLayer {
  /** `network` */
  readonly name: string;
  readonly json: LayerJson;
}

/** An environment as it was synthesized, in memory. */
export interface PricedEnvironment {
  readonly name: string;
  readonly region: string;
  readonly layers: readonly PricedLayer[];
}

/** Reads the JSON of every layer. */
export const readLayers = ({ name, region, layers }: SynthesizedEnvironment): PricedEnvironment => ({
  name,
  region,
  layers: layers.map((layer) => ({
    name: layer.name,
    json: stackJson(layer.folder),
  })),
});
