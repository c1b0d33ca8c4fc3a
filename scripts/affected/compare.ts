import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Layer, SynthesizedEnvironment } from '../deployment/environment';
import { stackJson } from '../shared/stack-json';
import { blocksOf, referencesOf } from './blocks';

/** A layer that a deployment must not skip. */
export interface AffectedLayer {
  readonly environment: string;
  readonly layer: string;
  readonly stack: string;
  /** Files of it that differ from those of the base. @default none: it is what it reads that changes */
  readonly files: readonly string[];
  /** What it reads of other layers, and what may have another value there: `network.vpc_id`. */
  readonly reads: readonly string[];
}

const everything = '*';

/** The layers of an environment that differ from the base, and those that read what may change there; in order. */
export function affectedLayers(
  now: SynthesizedEnvironment,
  base: SynthesizedEnvironment | undefined,
): readonly AffectedLayer[] {
  const changes = new Changes(now.layers, base?.layers ?? []);
  return now.layers
    .map((layer) => ({
      environment: now.name,
      layer: layer.name,
      stack: layer.stack,
      files: changes.files(layer),
      reads: changes.reads(layer),
    }))
    .filter(({ files, reads }) => files.length > 0 || reads.length > 0);
}

/** Layers that the base has and the sources have no longer: nothing deploys or destroys them any more. */
export const goneLayers = (now: SynthesizedEnvironment, base: SynthesizedEnvironment): readonly string[] =>
  base.layers.map(({ stack }) => stack).filter((stack) => !now.layers.some((layer) => layer.stack === stack));

/** Follows what differs through everything that refers to it, across the layers. */
class Changes {
  private readonly blocks = new Map<string, Map<string, string>>();
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly now: readonly Layer[],
    private readonly base: readonly Layer[],
  ) {}

  files(layer: Layer): string[] {
    const before = contentsOf(this.before(layer.name)?.folder);
    const after = contentsOf(layer.folder);
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    return names.filter((name) => !after.get(name)?.equals(before.get(name) ?? Buffer.of()) || !before.has(name));
  }

  reads({ name }: Layer): string[] {
    const own = this.of(name);
    const outputs = new Set([...own.values()].flatMap((text) => [...referencesOf(text, own)]));
    return [...outputs]
      .filter((each) => each.includes('/') && this.mayChange(...split(each)))
      .map((each) => each.replace('/output.', '.'))
      .sort();
  }

  /** True where a block differs, or anything that it refers to: a replaced resource has another id. */
  private mayChange(layer: string, address: string): boolean {
    const key = `${layer}/${address}`;
    const seen = this.known.get(key);
    if (seen !== undefined) return seen;
    // Terraform knows no cycles; this one is for what only looks like a reference.
    this.known.set(key, false);
    const own = this.of(layer);
    const text = own.get(address) ?? '';
    const found =
      this.differs(layer, everything) ||
      this.differs(layer, address) ||
      [...referencesOf(text, own)].some((each) =>
        this.mayChange(...(each.includes('/') ? split(each) : ([layer, each] as const))),
      );
    this.known.set(key, found);
    return found;
  }

  private differs(layer: string, address: string): boolean {
    return this.of(layer).get(address) !== this.of(layer, true).get(address);
  }

  private before(name: string): Layer | undefined {
    return this.base.find((layer) => layer.name === name);
  }

  private of(name: string, before = false): Map<string, string> {
    const key = `${before ? 'base' : 'now'} ${name}`;
    const made = this.blocks.get(key);
    if (made) return made;
    const layer = before ? this.before(name) : this.now.find((each) => each.name === name);
    const blocks = layer ? blocksOf(stackJson(layer.folder)) : new Map<string, string>();
    this.blocks.set(key, blocks);
    return blocks;
  }
}

const split = (key: string): readonly [string, string] => {
  const place = key.indexOf('/');
  return [key.slice(0, place), key.slice(place + 1)];
};

/** Every file of a layer, the JSON and what lies beside it, by its path in the folder. */
function contentsOf(folder: string | undefined): Map<string, Buffer> {
  if (folder === undefined) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}
