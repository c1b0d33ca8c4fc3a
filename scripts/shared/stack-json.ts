import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of a stack's Terraform JSON, in the stack's folder. */
export const STACK_FILE = 'cdk.tf.json';

/** A stack as it is deployed, byte for byte. */
export const stackText = (folder: string): string => readFileSync(join(folder, STACK_FILE), 'utf8');

/** A stack's JSON, as the part of it that the caller looks at. */
export const stackJson = <Part>(folder: string): Part => JSON.parse(stackText(folder)) as Part;

/** The `resource` block of a stack: by type, then by name. */
export interface ResourceBlocks<Block = unknown> {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** Addresses of all resources of a stack, in the order of its JSON. */
export const resourceAddresses = ({ resource = {} }: ResourceBlocks): string[] =>
  Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

/** The `variable` block of a stack. */
export type Variables = Readonly<Record<string, { readonly default?: unknown }>>;

/** The default of the variable that a value refers to (`${var.name}`), or the value itself. */
export function withDefault(value: unknown, variables: Variables = {}): unknown {
  const [, name] = /^\$\{var\.(\w+)\}$/.exec(String(value)) ?? [];
  return name === undefined ? value : variables[name]?.default;
}
