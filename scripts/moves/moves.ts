import { join } from 'node:path';
import { resourcesOf, type StackJson } from '../affected/blocks';
import { layOut } from '../affected/sources';
import { otherPackages, synthesizeBoth, synthesizeTree } from '../affected/synthesis';
import type { SynthesizedEnvironment } from '../deployment/environment';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { stackJson } from '../shared/stack-json';
import { type Crossing, crossings } from './crossings';
import { type Moves, movesFile, readMoves, writeMoves } from './file';
import { type Matches, matchMoves } from './match';
import { type Conflict, mergeMoves } from './merge';
import type { Body } from './texts';

/** What moved in a stack. */
export interface StackMoves extends Matches {
  readonly stack: string;
}

export interface Found {
  readonly stacks: readonly StackMoves[];
  readonly crossings: readonly Crossing[];
  /** What `stacks/moves.json` is to hold. */
  readonly moves: Moves;
  /** True where it does not hold that yet. */
  readonly pending: boolean;
  /** Why nothing was compared. @default it was */
  readonly notCompared?: string;
}

/**
 * Compares the resources that the working tree synthesizes to with those of a commit.
 * @param write false to leave `stacks/moves.json` as it is
 * @throws UserError
 */
export async function findMoves(base: string, write: boolean): Promise<Found> {
  const trees = await layOut(base);
  const made = await synthesizeBoth(trees, base);
  const old = readMoves(join(root, movesFile));
  if (!made.base) return { stacks: [], crossings: [], moves: old, pending: false, notCompared: otherPackages };
  const [before, now] = [resources(made.base), resources(made.now)];
  const settled = readMoves(join(trees.base, movesFile));
  const stacks = [...now].map(([stack, resources]) => ({
    stack,
    ...matchMoves(before.get(stack) ?? new Map(), resources, old[stack]),
  }));
  const moves = Object.fromEntries(
    stacks.map(({ stack, moves: made }) => {
      const merged = mergeMoves({
        old: old[stack] ?? [],
        settled: settled[stack] ?? [],
        made,
        has: (address) => now.get(stack)?.has(address) ?? false,
        had: (address) => before.get(stack)?.has(address) ?? false,
      });
      if (merged.conflicts.length > 0)
        throw new UserError(merged.conflicts.map((each) => told(stack, each)).join('\n'));
      return [stack, merged.moves];
    }),
  );
  const pending = stacks.some(({ stack }) => JSON.stringify(old[stack] ?? []) !== JSON.stringify(moves[stack]));
  if (write && pending) {
    writeMoves(join(trees.now, movesFile), moves);
    await requireEffect(trees.now, moves);
    writeMoves(join(root, movesFile), moves);
  }
  return { stacks, crossings: crossings(before, now, stacks), moves, pending };
}

type Stacks = ReadonlyMap<string, ReadonlyMap<string, Body>>;

const jsons = (made: readonly SynthesizedEnvironment[]) =>
  made.flatMap(({ layers }) => layers).map(({ stack, folder }) => [stack, stackJson<StackJson>(folder)] as const);

const resources = (made: readonly SynthesizedEnvironment[]): Stacks =>
  new Map(jsons(made).map(([stack, json]) => [stack, resourcesOf(json) as Map<string, Body>]));

const told = (stack: string, { address, blocks }: Conflict): string =>
  [
    `${stack}: ${address} stands for another resource now than in moved blocks of ${movesFile}; Terraform cannot be told both:`,
    ...blocks.map((block) => `  ${JSON.stringify(block)}`),
    '  fix: give what is new there another id; or, if every environment was deployed with these blocks, so that no state',
    '  needs them any more, delete them and run this again',
  ].join('\n');

/** @throws UserError where the blocks do not come into the JSON: then Terraform would destroy what moved */
async function requireEffect(tree: string, moves: Moves): Promise<void> {
  for (const [stack, json] of jsons(await synthesizeTree(tree, 'the working tree, with the moves,')))
    if (JSON.stringify(json.moved ?? []) !== JSON.stringify(moves[stack] ?? []))
      throw new UserError(
        `${stack}: the moved blocks of ${movesFile} do not come into its JSON, and nothing was written.\n  fix: let stacks/layers/layer.ts put them there`,
      );
}
