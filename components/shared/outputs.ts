import { TerraformOutput } from 'cdktf';
import { claim } from './claims';
import type { Component } from './component';
import { snakeCase } from './naming';

interface OutputTypes {
  string: string;
  'list(string)': string[];
}

/** One thing that a component tells others: other components, scripts and people. */
export interface Output<K extends keyof OutputTypes = keyof OutputTypes> {
  readonly type: K;
  readonly describes: string;
  /** Kept out of what a person is shown. @default false */
  readonly sensitive?: boolean;
}
export type Outputs = Readonly<Record<string, Output>>;

type Described = Omit<Output, 'type'>;
const plain = (described: string | Described): Described =>
  typeof described === 'string' ? { describes: described } : described;

/** An id, ARN, name or endpoint. */
export const one = (described: string | Described): Output<'string'> => ({ type: 'string', ...plain(described) });
/** Several of them, in an order that the description states. */
export const many = (described: string | Described): Output<'list(string)'> => ({
  type: 'list(string)',
  ...plain(described),
});

type ValueOf<O> = O extends Output<infer K> ? OutputTypes[K] : never;

/** The attributes that a table of outputs makes: what other components ask for instead of the construct itself. */
export type Exposed<O extends Outputs> = { readonly [K in keyof O]: ValueOf<O[K]> };

const exposed = new WeakMap<Component, { table: Outputs; prefix: string | undefined }>();
const nameOf = (key: string, prefix: string | undefined) => snakeCase(prefix ? `${prefix}_${key}` : key);

/** Makes a Terraform output of each attribute, so that another layer's state can read it. */
export function expose<O extends Outputs>(component: Component, table: O, values: Exposed<O>, prefix?: string): void {
  exposed.set(component, { table, prefix });
  for (const [key, output] of Object.entries<Output>(table)) {
    new TerraformOutput(component, `Output_${key}`, {
      value: values[key],
      description: output.describes,
      sensitive: output.sensitive,
    }).overrideLogicalId(claim(component, 'output', nameOf(key, prefix)));
  }
}

/** The Terraform outputs of a component: attribute, name in the state, and kind. */
export function outputsOf(component: Component): readonly { key: string; name: string; output: Output }[] {
  const found = exposed.get(component);
  if (!found) return [];
  return Object.entries<Output>(found.table).map(([key, output]) => ({ key, name: nameOf(key, found.prefix), output }));
}
