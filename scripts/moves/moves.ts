import { join } from 'node:path';
import { resourcesOf, type StackJson } from '../affected/blocks';
import { layOut } from '../affected/sources';
import { synthesizeTree } from '../affected/synthesis';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { stackJson } from '../shared/stack-json';
import { type Crossing, crossings } from './crossings';
import { type Moves, mergeMoves, movesFile, readMoves, writeMoves } from './file';
import { type Matches, matchMoves } from './match';
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
}

/**
 * Compares the resources that the working tree synthesizes to with those of a commit.
 * @param write false to leave `stacks/moves.json` as it is
 * @throws UserError
 */
export async function findMoves(base: string, write: boolean): Promise<Found> {
  const trees = await layOut(base);
  const [before, now] = await Promise.all([
    resources(trees.base, `the base, ${base},`),
    resources(trees.now, 'the working tree'),
  ]);
  const old = readMoves(join(root, movesFile));
  const stacks = [...now].map(([stack, made]) => ({
    stack,
    ...matchMoves(before.get(stack) ?? new Map(), made, old[stack]),
  }));
  const moves = Object.fromEntries(
    stacks.map(({ stack, moves: made }) => [
      stack,
      mergeMoves(old[stack] ?? [], made, (address) => now.get(stack)?.has(address) ?? false),
    ]),
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

const jsons = async (tree: string, which: string) =>
  (await synthesizeTree(tree, which))
    .flatMap(({ layers }) => layers)
    .map(({ stack, folder }) => [stack, stackJson<StackJson>(folder)] as const);

async function resources(tree: string, which: string): Promise<Stacks> {
  const made = await jsons(tree, which);
  return new Map(made.map(([stack, json]) => [stack, resourcesOf(json) as Map<string, Body>]));
}

/** @throws UserError where the blocks do not come into the JSON: then Terraform would destroy what moved */
async function requireEffect(tree: string, moves: Moves): Promise<void> {
  for (const [stack, json] of await jsons(tree, 'the working tree, with the moves,'))
    if (JSON.stringify(json.moved ?? []) !== JSON.stringify(moves[stack] ?? []))
      throw new UserError(
        `${stack}: the moved blocks of ${movesFile} do not come into its JSON, and nothing was written.\n  fix: let stacks/layers/layer.ts put them there`,
      );
}
