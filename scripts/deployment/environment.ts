import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackJson } from '../shared/stack-json';
import { synthesizeInto } from '../shared/synthesize-into';

/** A layer as it was synthesized. */
export interface Layer {
  /** `network` */
  readonly name: string;
  /** `dev-network` */
  readonly stack: string;
  /** Folder of its JSON. */
  readonly folder: string;
  /** Names of the layers whose states it reads. */
  readonly upstream: readonly string[];
}

/** An environment as it was synthesized. */
export interface SynthesizedEnvironment {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Every layer after those that it reads; `backend`, which holds the states of all, first. */
  readonly layers: readonly Layer[];
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly workingDirectory: string; readonly dependencies: readonly string[] }>
  >;
}
interface StackJson {
  readonly provider: {
    readonly aws: readonly { readonly region: string; readonly allowed_account_ids: readonly string[] }[];
  };
}

const readJson = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;

/**
 * Synthesizes an environment in a process of its own and reads what came of it; what it warns of is passed on.
 * @param env variables of the configuration that go before `config.env`
 * @throws UserError with every fault
 */
export async function synthesizeEnvironment(
  name: string,
  outdir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<SynthesizedEnvironment> {
  await synthesizeInto(outdir, name, env);
  return readEnvironment(name, outdir);
}

/** What a synthesis has left in `outdir`. */
export function readEnvironment(name: string, outdir: string): SynthesizedEnvironment {
  const { stacks } = readJson<Manifest>(join(outdir, 'manifest.json'));
  const layerOf = (stack: string) => stack.slice(name.length + 1);
  const layers = Object.entries(stacks)
    .filter(([stack]) => stack.startsWith(`${name}-`))
    .map(([stack, { workingDirectory, dependencies }]) => ({
      name: layerOf(stack),
      stack,
      folder: join(outdir, workingDirectory),
      upstream: dependencies.map(layerOf),
    }));
  const first = layers[0];
  if (!first) throw new Error(`${outdir} holds no stack of ${name}`);
  const provider = stackJson<StackJson>(first.folder).provider.aws[0];
  return {
    name,
    accountId: provider?.allowed_account_ids[0] ?? '',
    region: provider?.region ?? '',
    layers: inOrder(layers),
  };
}

/** Sorts layers so that each comes after those that it reads, and otherwise stays where it was. */
export function inOrder(layers: readonly Layer[]): Layer[] {
  const sorted: Layer[] = [];
  const visit = (layer: Layer) => {
    if (sorted.includes(layer)) return;
    for (const name of layer.upstream) {
      const upstream = layers.find((each) => each.name === name);
      if (upstream) visit(upstream);
    }
    sorted.push(layer);
  };
  for (const layer of layers) visit(layer);
  return sorted;
}
