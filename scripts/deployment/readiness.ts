import { stackText } from '../shared/stack-json';
import type { Layer } from './environment';
import type { State } from './state-store';

/** The outputs of other layers that a layer's JSON reads, by layer. */
export function outputsRead(json: string): Map<string, Set<string>> {
  const read = new Map<string, Set<string>>();
  for (const [, layer = '', output = ''] of json.matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g))
    read.set(layer, (read.get(layer) ?? new Set()).add(output));
  return read;
}

/**
 * Why a layer cannot be planned now: a layer that it reads has no state, or one without an output that is read.
 * @param stateOf the state of each layer of the environment
 * @returns undefined when it can be planned
 */
export function whyNotPlanned(
  environment: string,
  layer: Layer,
  layers: readonly Layer[],
  stateOf: (name: string) => State | undefined,
): string | undefined {
  const read = outputsRead(stackText(layer.folder));
  const faults = layer.upstream.flatMap((name) => {
    const stack = layers.find((each) => each.name === name)?.stack ?? name;
    const state = stateOf(name);
    if (!state) return [{ name, fault: `it reads ${stack}, which was never applied` }];
    const held = new Set(Object.keys(state.outputs));
    if (held.size === 0) return [{ name, fault: `it reads ${stack}, which was destroyed` }];
    const missing = [...(read.get(name) ?? [])].filter((output) => !held.has(output));
    if (missing.length === 0) return [];
    return [{ name, fault: `it reads ${missing.join(', ')} of ${stack}, whose state does not have that yet` }];
  });
  if (faults.length === 0) return undefined;
  const commands = faults.map(({ name }) => `npm run deploy -- ${environment} ${name}`);
  return `${layer.stack}: not planned: ${faults.map(({ fault }) => fault).join('; ')}. Run ${commands.join(' and ')} first.`;
}
