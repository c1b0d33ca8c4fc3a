import { isDeepStrictEqual } from 'node:util';
import { isObject, type Unread } from './format';
import { holdsMark, type Marks } from './marks';

/** A resource that is no longer what the state says. */
export interface Drifted {
  readonly address: string;
  /** `gone`: somebody destroyed it. */
  readonly kind: 'changed' | 'gone';
  readonly attributes: readonly DriftedAttribute[];
}

export interface DriftedAttribute {
  /** `tags.Owner`, `ingress` */
  readonly name: string;
  /** The two values, short enough for a line; absent where one is sensitive. */
  readonly values?: { readonly state: string; readonly found: string };
  /** What there is and no state knows of: a rule of a security group that was added by hand. */
  readonly foreign?: string;
}

interface DriftJson {
  readonly resource_drift?: readonly {
    readonly address: string;
    readonly mode: 'managed' | 'data';
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Unread | null;
      readonly after: Unread | null;
      readonly before_sensitive?: Marks;
      readonly after_sensitive?: Marks;
    };
  }[];
}

const LONGEST = 60;

/** What a refresh-only plan, as `terraform show -json` gives it, has found. */
export interface Refreshed {
  readonly drifted: readonly Drifted[];
  /** What those are now, by address; nothing for one that is gone. */
  readonly found: ReadonlyMap<string, Unread | null>;
}

/** A resource that differs: as its state has it, and as it was found. */
export interface Differing {
  readonly address: string;
  readonly before: Unread;
  readonly after: Unread;
}

/**
 * Reads what differs from the state.
 * @param passes whether an attribute is not told, for it tells of others, or has moved by itself. @default none
 */
export function readDrift(
  text: string,
  passes: (resource: Differing, name: string) => boolean = () => false,
): Refreshed {
  const { resource_drift: drift = [] } = JSON.parse(text) as DriftJson;
  const managed = drift.filter(({ mode }) => mode === 'managed');
  const drifted = managed
    .map(({ address, change }): Drifted => {
      if (change.actions.includes('delete')) return { address, kind: 'gone', attributes: [] };
      const marks = [change.before_sensitive, change.after_sensitive];
      const resource = { address, before: change.before ?? {}, after: change.after ?? {} };
      const attributes = differences('', resource.before, resource.after, marks);
      return { address, kind: 'changed', attributes: attributes.filter(({ name }) => !passes(resource, name)) };
    })
    .filter(({ kind, attributes }) => kind === 'gone' || attributes.length > 0);
  return { drifted, found: new Map(managed.map(({ address, change }) => [address, change.after])) };
}

/** Maps are compared by key; everything else, lists too, as a whole. What is sensitive is only named. */
function differences(name: string, state: unknown, found: unknown, marks: readonly Marks[]): DriftedAttribute[] {
  if (sameMeaning(state, found)) return [];
  if (marks.includes(true)) return [{ name }];
  if (isObject(state) && isObject(found)) {
    const keys = [...new Set([...Object.keys(state), ...Object.keys(found)])].sort();
    return keys.flatMap((key) => {
      const below = marks.map((mark) => (isObject(mark) ? (mark[key] as Marks) : undefined));
      return differences(name ? `${name}.${key}` : key, state[key], found[key], below);
    });
  }
  if (marks.some(holdsMark)) return [{ name }];
  return [{ name, values: { state: short(state), found: short(found) } }];
}

/** Providers tell absence as null, as nothing, or as an empty list or map, and change their mind between two reads. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);
const sameMeaning = (a: unknown, b: unknown) => isDeepStrictEqual(a, b) || (isEmpty(a) && isEmpty(b));

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
