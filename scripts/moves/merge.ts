import type { Move } from './match';

/** What is known of a stack when its blocks are put together. */
export interface Merge {
  /** The blocks that it has. */
  readonly old: readonly Move[];
  /** Those of them that it had at the base: states may have been made with them, and without them. */
  readonly settled: readonly Move[];
  /** The moves since the base. */
  readonly made: readonly Move[];
  /** Whether the stack has a resource of that address now. */
  readonly has: (address: string) => boolean;
  /** Whether it had one at the base. */
  readonly had: (address: string) => boolean;
}

/** An address that stands for another resource now than it did in blocks that are still there. */
export interface Conflict {
  readonly address: string;
  /** The blocks that lead to where the resource before it is now. */
  readonly blocks: readonly Move[];
}

export interface Merged {
  readonly moves: readonly Move[];
  readonly conflicts: readonly Conflict[];
}

/**
 * The blocks of a stack with those that are new.
 *
 * A state may be of any commit, so a resource may be in it at every address that it ever had. Its blocks lead from all
 * of them, in a row, to where it is now; one that went back to an address is led there from the others. What Terraform
 * cannot be told is that an address stood for one resource and stands for another now: it refuses two blocks to one
 * address, and one that leads away from what is declared. Without the older block it would take the one for the other
 * in each state that was made before that block.
 */
export function mergeMoves({ old, settled, made, has, had }: Merge): Merged {
  const isOf = (blocks: readonly Move[], { from, to }: Move) =>
    blocks.some((each) => each.from === from && each.to === to);
  // What was written since the base no state was made with: it goes where it was undone, or another took its place.
  const kept = old.filter(
    (block) => isOf(settled, block) || !(has(block.from) || made.some(({ from }) => from === block.from)),
  );
  const rows = rowsOf([...kept, ...made]);
  /** Whether what is declared there came after the resource that the row is about. */
  const isAnother = (address: string, row: readonly string[]) =>
    row.at(-1) !== address
      ? has(address)
      : has(address) && !had(address) && blocksOf(row).some((block) => block.to === address && isOf(settled, block));
  const conflicts = rows.flatMap((row) =>
    row.flatMap((address): Conflict[] => {
      const shared = rows.some((other) => other !== row && other.includes(address));
      const blocks = blocksOf(row).filter((block) => isOf(old, block));
      return (shared || isAnother(address, row)) && blocks.length > 0 ? [{ address, blocks }] : [];
    }),
  );
  const moves = rows.flatMap(blocksOf).sort((a, b) => (a.from < b.from ? -1 : 1));
  return { moves, conflicts };
}

/** Every address of each resource, in the order in which blocks lead through them, without a way back. */
export function rowsOf(blocks: readonly Move[]): readonly (readonly string[])[] {
  let rows: (readonly string[])[] = [];
  for (const { from, to } of blocks) {
    const before = rows.find((row) => row.at(-1) === from) ?? [from];
    const after = rows.find((row) => row !== before && row[0] === to) ?? [to];
    const joined = [...before, ...after];
    rows = [
      ...rows.filter((row) => row !== before && row !== after),
      joined.filter((address, place) => joined.lastIndexOf(address) === place),
    ];
  }
  return rows;
}

/** The blocks that lead through the addresses in a row. */
export const blocksOf = (row: readonly string[]): Move[] =>
  row.slice(1).map((to, place) => ({ from: row[place] as string, to }));
