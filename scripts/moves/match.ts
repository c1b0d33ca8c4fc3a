import { type Body, Texts } from './texts';

/** What Terraform's `moved` block says. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Resources that are the same by everything that is known of them, so that which became which cannot be told. */
export interface Ambiguity {
  readonly gone: readonly string[];
  readonly made: readonly string[];
}

export interface Matches {
  readonly moves: readonly Move[];
  readonly ambiguous: readonly Ambiguity[];
  /** Gone, and nothing that is new is the same. */
  readonly destroyed: readonly string[];
  /** New, and nothing that is gone was the same. */
  readonly created: readonly string[];
}

type Bodies = ReadonlyMap<string, Body>;
type KeyOf = (address: string, body: Body) => string | undefined;

/**
 * Finds which resources of a stack only have another address. A pair is one where type and content are the same and no
 * other has them, or else the type and the name in AWS. What refers to a resource that moved is compared as if it
 * referred to the new address, so that each pair may tell others apart.
 * @param known pairs that were found, or decided, before
 */
export function matchMoves(before: Bodies, now: Bodies, known: readonly Move[] = []): Matches {
  const search = new Search(before, now);
  search.take(known);
  while (search.pairUp(search.byContent) || search.pairUp(search.byName)) {
    // Each round knows more of the references than the one before it.
  }
  return search.result();
}

class Search {
  private readonly gone: Map<string, Body>;
  private readonly made: Map<string, Body>;
  private readonly texts: Texts;
  private readonly moves: Move[] = [];

  constructor(before: Bodies, now: Bodies) {
    this.gone = new Map([...before].filter(([address]) => !now.has(address)));
    this.made = new Map([...now].filter(([address]) => !before.has(address)));
    this.texts = new Texts([...this.gone.keys()], [...this.made.keys()]);
  }

  readonly byContent: KeyOf = (address, body) => `${typeOf(address)} ${this.texts.content(body)}`;
  readonly byName: KeyOf = (address, body) => {
    const name = this.texts.name(body);
    return name && `${typeOf(address)} ${name}`;
  };

  /** Pairs those that are alone with their key on both sides; true where there was one. */
  pairUp(keyOf: KeyOf): boolean {
    const pairs = this.groups(keyOf).flatMap(({ gone, made }) =>
      gone.length === 1 && made.length === 1 ? [{ from: gone[0] as string, to: made[0] as string }] : [],
    );
    this.take(pairs);
    return pairs.length > 0;
  }

  take(pairs: readonly Move[]): void {
    for (const { from, to } of pairs.filter((each) => this.gone.has(each.from) && this.made.has(each.to))) {
      this.gone.delete(from);
      this.made.delete(to);
      this.texts.moved(from, to);
      this.moves.push({ from, to });
    }
  }

  result(): Matches {
    const ambiguous = this.groups(this.byContent).filter(({ made }) => made.length > 0);
    const named = this.groups(this.byName).filter(({ made }) => made.length > 0);
    const all = [
      ...ambiguous,
      ...named.filter(({ gone }) => !ambiguous.some((each) => each.gone.includes(gone[0] ?? ''))),
    ];
    const inOne = (side: 'gone' | 'made', address: string) => all.some((each) => each[side].includes(address));
    return {
      moves: this.moves.sort((a, b) => (a.from < b.from ? -1 : 1)),
      ambiguous: all,
      destroyed: [...this.gone.keys()].filter((address) => !inOne('gone', address)).sort(),
      created: [...this.made.keys()].filter((address) => !inOne('made', address)).sort(),
    };
  }

  /** What is gone, by its key, with what is new under the same. */
  private groups(keyOf: KeyOf): Ambiguity[] {
    const groups = new Map<string, { gone: string[]; made: string[] }>();
    for (const [address, body] of this.gone) {
      const key = keyOf(address, body);
      if (key === undefined) continue;
      const group = groups.get(key) ?? { gone: [], made: [] };
      group.gone.push(address);
      groups.set(key, group);
    }
    for (const [address, body] of this.made) groups.get(keyOf(address, body) ?? '')?.made.push(address);
    return [...groups.values()];
  }
}

const typeOf = (address: string) => address.slice(0, address.indexOf('.'));
