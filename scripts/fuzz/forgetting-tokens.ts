/** What the library keeps of every reference that was ever made, and with it the stacks that it belongs to. */
interface TokenMap {
  readonly stringTokenMap: Map<string, unknown>;
  readonly numberTokenMap: Map<number, unknown>;
}

const maps = (): readonly Map<unknown, unknown>[] => {
  const map = Reflect.get(globalThis, '__cdktfTokenMap') as TokenMap | undefined;
  return map ? [map.stringTokenMap, map.numberTokenMap] : [];
};

/**
 * Does a synthesis, and lets the library forget the references that were made on the way: more than a megabyte, which
 * nothing else frees. To the library one that is used after all is unknown, which is an error.
 */
export function forgettingTokens<T>(synthesis: () => T): T {
  const known = maps().map(({ size }) => size);
  try {
    return synthesis();
  } finally {
    for (const [place, map] of maps().entries())
      for (const key of [...map.keys()].slice(known[place] ?? 0)) map.delete(key);
  }
}
