/** What may have been made for an address: the ids by which it would be imported. */
export interface Candidates {
  readonly address: string;
  readonly type: string;
  readonly ids: readonly string[];
}

export interface Matched {
  /** The one id of each address that is sure. */
  readonly sure: ReadonlyMap<string, string>;
  /** The ids of each address of which it is not known which is its own. */
  readonly unclear: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gives each address its id, and each id once. Where several look alike, which is which is a guess, and to guess wrong
 * would exchange two resources without a word.
 */
export function match(all: readonly Candidates[]): Matched {
  const sure = new Map<string, string>();
  const unclear = new Map<string, readonly string[]>();
  for (const { address, type, ids } of all) {
    const [id] = ids;
    if (id === undefined) continue;
    const wanted = all.some(
      (other) => other.address !== address && other.type === type && other.ids.some((each) => ids.includes(each)),
    );
    if (ids.length === 1 && !wanted) sure.set(address, id);
    else unclear.set(address, ids);
  }
  return { sure, unclear };
}
