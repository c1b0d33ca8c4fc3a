import type { Move } from './match';
import { blocksOf, rowsOf } from './merge';

/** What is known of a stack that is to be as it was. */
export interface Back {
  /** The blocks that the stack has now. */
  readonly now: readonly Move[];
  /** Those that it had then, which stay as they are. */
  readonly old: readonly Move[];
  /** Whether the stack had a resource of that address then. */
  readonly had: (address: string) => boolean;
}

/**
 * The blocks that lead what has moved since then back, beside those that the stack had then. A state may have it at any
 * address of its row; Terraform takes but one block to an address, and one away from it: so the new ones lead to where the
 * blocks of then begin, if any lead to where it was. Where two addresses of a row were declared then, which of them it had
 * cannot be told.
 */
export function movesBack({ now, old, had }: Back): Move[] {
  const known = rowsOf(old);
  return rowsOf(now).flatMap((row) => {
    const [home, ...others] = row.filter(had);
    if (home === undefined || others.length > 0) return [];
    const [first = home] = known.find((each) => each.at(-1) === home) ?? [];
    const since = row.filter((address) => address !== home && !known.flat().includes(address));
    return blocksOf([...since.reverse(), first]);
  });
}
