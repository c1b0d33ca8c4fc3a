import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { movesBack } from '../moves/back';
import type { Move } from '../moves/match';
import { type ResourceBlocks, resourceAddresses, stackJson } from '../shared/stack-json';
import type { Layer } from './environment';

interface Moved extends ResourceBlocks {
  readonly moved?: readonly Move[];
}

/**
 * Has what moved since a synthesis led back to where that has it: the states are newer than its blocks. They go beside the
 * JSON, which stays what was applied then, byte for byte.
 * @param now the same layer of the sources as they are; undefined where it is gone
 */
export function writeMovesBack(recalled: Layer, now: Layer | undefined): void {
  const file = join(recalled.folder, 'moved-back.tf.json');
  const then = stackJson<Moved>(recalled.folder);
  const addresses = new Set(resourceAddresses(then));
  const moved = movesBack({
    now: (now && stackJson<Moved>(now.folder).moved) ?? [],
    old: then.moved ?? [],
    had: (address) => addresses.has(address),
  });
  if (moved.length > 0) writeFileSync(file, JSON.stringify({ moved }));
  else rmSync(file, { force: true });
}
