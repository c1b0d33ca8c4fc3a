import { stackJson } from '../shared/stack-json';
import { checkAccount } from './account';
import type { DeploymentOptions } from './deployment';
import { type Layer, synthesizeEnvironment } from './environment';
import { selectLayers } from './selection';
import { type State, StateStore } from './state-store';
import { table } from './table';

/** What is shown for what is not. */
export const MASK = '(sensitive)';

/** An output as it is shown. */
export interface ShownOutput {
  readonly value: unknown;
  readonly sensitive: boolean;
  readonly description?: string;
}

/** A layer's outputs by name, sensitive ones masked; undefined where it was never applied. */
export type ShownOutputs = Readonly<Record<string, ShownOutput>> | undefined;

interface StackJson {
  readonly output?: Readonly<Record<string, { readonly description?: string; readonly sensitive?: boolean }>>;
}

/** Reads the outputs of layers from their states. */
export async function readOutputs({ name, out, layer }: DeploymentOptions): Promise<Map<Layer, ShownOutputs>> {
  const environment = await synthesizeEnvironment(name, out);
  const layers = selectLayers(environment, layer);
  await checkAccount(environment);
  const store = new StateStore(environment.layers[0] as Layer);
  const read = layers.map(async (each) => [each, shown(await store.state(each), stackJson(each.folder))] as const);
  return new Map(await Promise.all(read));
}

/** An output is sensitive where the state says so, and also where only the sources do so far. */
export function shown(state: State | undefined, { output = {} }: StackJson): ShownOutputs {
  if (!state) return undefined;
  const entries = Object.entries(state.outputs).map(([name, { value, sensitive = false }]) => {
    const { description, sensitive: declared = false } = output[name] ?? {};
    const masked = sensitive || declared;
    return [name, { value: masked ? MASK : value, sensitive: masked, ...(description && { description }) }] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Outputs as a table for people. */
export function outputLines(outputs: ReadonlyMap<Layer, ShownOutputs>): string[] {
  return [...outputs].flatMap(([{ stack }, values]) => {
    if (!values) return [`${stack}: never applied`];
    const rows = Object.entries(values).map(([name, { value }]) => [name, asText(value)]);
    return [`${stack}:`, ...table(rows).map((line) => `  ${line}`)];
  });
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
