import type { Move } from './match';
import { type Body, Texts } from './texts';

/** A resource that has the same name in AWS in another stack now: no `moved` block leads from one state to another. */
export interface Crossing extends Move {
  readonly fromStack: string;
  readonly toStack: string;
}

interface Leftover {
  readonly stack: string;
  readonly destroyed: readonly string[];
  readonly created: readonly string[];
}
type Stacks = ReadonlyMap<string, ReadonlyMap<string, Body>>;

export function crossings(before: Stacks, now: Stacks, stacks: readonly Leftover[]): Crossing[] {
  const texts = new Texts([], []);
  const keyed = (of: Stacks, stack: string, addresses: readonly string[]) =>
    addresses.flatMap((address) => {
      const name = texts.name(of.get(stack)?.get(address) ?? {});
      // A name that is a reference means nothing in another stack.
      return name && !name.includes('${') ? [{ stack, address, key: `${address.split('.')[0]} ${name}` }] : [];
    });
  const gone = [...before.keys()].flatMap((stack) => {
    const left = stacks.find((each) => each.stack === stack);
    return keyed(before, stack, left ? left.destroyed : [...(before.get(stack)?.keys() ?? [])]);
  });
  const made = stacks.flatMap(({ stack, created }) => keyed(now, stack, created));
  return gone.flatMap((old) =>
    made
      .filter(
        ({ key, stack }) => key === old.key && stack !== old.stack && environmentOf(stack) === environmentOf(old.stack),
      )
      .map((each) => ({ fromStack: old.stack, from: old.address, toStack: each.stack, to: each.address })),
  );
}

const environmentOf = (stack: string) => stack.slice(0, stack.indexOf('-'));
