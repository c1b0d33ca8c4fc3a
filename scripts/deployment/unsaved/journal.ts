import { UserError } from '../../shared/errors';
import { foundFormat, isObject, parsed } from '../format';
import type { Place } from './place';

/**
 * What an apply makes. Terraform saves a state in a bucket every twenty seconds alone: what it made since then is in no
 * state when it is killed, and here. Each apply has one of its own, since whoever is refused because another holds the
 * lock has begun one too.
 */
export interface Journal {
  readonly format: 1;
  /** When the apply was begun, and who did. */
  readonly since: string;
  readonly who: string;
  /** Addresses of what it was to make, each with the id that it got; null where none was told. */
  readonly made: Readonly<Record<string, string | null>>;
}

/** What the applies of a layer have left that did not come to their end. */
export interface Left {
  readonly journals: readonly (Journal & { readonly name: string })[];
  /** The ids that were told of each address that they were to make; none where it did not come to that. */
  readonly made: ReadonlyMap<string, readonly string[]>;
}

/** The journals of applies that did not come to their end, put together; undefined where there is none. */
export async function leftJournal(place: Place): Promise<Left | undefined> {
  const read = (await place.list()).map(async (name) => {
    const text = await place.read(name);
    // Whoever wrote it may have come to the end meanwhile.
    return text === undefined ? [] : [{ name, ...readJournal(text, name, place) }];
  });
  const journals = (await Promise.all(read)).flat().sort((a, b) => (a.since < b.since ? -1 : 1));
  if (journals.length === 0) return undefined;
  const made = new Map<string, readonly string[]>();
  for (const journal of journals)
    for (const [address, id] of Object.entries(journal.made))
      made.set(address, [...new Set([...(made.get(address) ?? []), ...(id === null ? [] : [id])])]);
  return { journals, made };
}

/** Deletes journals: the state holds all that they name. */
export async function forgetJournals(place: Place, { journals }: Left): Promise<void> {
  for (const { name } of journals) await place.remove(name);
}

/** Whose journals they are, such as `the apply of ana@laptop, begun 2026-11-22T12:25:38.000Z,`. */
export function appliesOf({ journals }: Left): string {
  const each = journals.map(({ who, since }) => `of ${who}, begun ${since}`);
  return `the ${each.length === 1 ? 'apply' : 'applies'} ${each.join(', and ')},`;
}

function readJournal(text: string, name: string, place: Place): Journal {
  const journal = parsed(text);
  if (isJournal(journal)) return journal;
  throw new UserError(
    [
      `${place.where(name)} is no journal of an apply that can be read: found ${foundFormat(text, 'format', 1)}; expected one of format 1.`,
      '  fix: deploy with the groundwork that wrote it; or look for what an apply that was ended has made, delete that by',
      `  hand, and then the journal: ${place.deletedBy(name)}`,
    ].join('\n'),
  );
}

const isJournal = (value: unknown): value is Journal =>
  isObject(value) && value.format === 1 && isObject(value.made) && [value.since, value.who].every(isText);

const isText = (value: unknown) => typeof value === 'string';
