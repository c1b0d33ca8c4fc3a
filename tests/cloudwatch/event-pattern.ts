import { type Matcher, parseMatcher } from './event-matchers';
import { isObject, type Json, type JsonObject } from './json';

/** An event pattern that EventBridge would refuse, with the path and the reason. */
export class EventPatternError extends Error {
  override readonly name = 'EventPatternError';

  constructor(
    /** Where in the pattern, as `detail.state`. */
    readonly path: string,
    readonly reason: string,
  ) {
    super(`event pattern refused at ${path || 'its root'}: ${reason}`);
  }
}

type Test = (event: Json | undefined) => boolean;

/** The leaves of a field: its value, or the elements of its array; an object has none. */
function leavesOf(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
}

function parseList(entries: Json[], path: string): Test {
  const refuse = (reason: string): never => {
    throw new EventPatternError(path, reason);
  };
  if (entries.length === 0) refuse('an empty list matches nothing');
  const existences: boolean[] = [];
  const matchers: Matcher[] = [];
  for (const entry of entries) {
    const wanted = isObject(entry) ? entry.exists : undefined;
    if (wanted === undefined) matchers.push(parseMatcher(entry, refuse));
    else if (typeof wanted === 'boolean') existences.push(wanted);
    else refuse('exists: expected true or false');
  }
  return (value) => {
    const leaves = leavesOf(value);
    return existences.includes(leaves.length > 0) || leaves.some((leaf) => matchers.some((matches) => matches(leaf)));
  };
}

function parseFields(pattern: JsonObject, path: string): Test {
  const tests = Object.entries(pattern).map(([key, inner]): Test => {
    const innerPath = path === '' ? key : `${path}.${key}`;
    if (key === '$or' && Array.isArray(inner)) {
      if (inner.length < 2) throw new EventPatternError(innerPath, 'expected at least two patterns');
      const alternatives = inner.map((one, index) => parseNode(one, path, `${innerPath}[${index}]`));
      return (event) => alternatives.some((matches) => matches(event));
    }
    const matches = Array.isArray(inner) ? parseList(inner, innerPath) : parseNode(inner, innerPath, innerPath);
    return (event) => matches(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
  });
  if (tests.length === 0) throw new EventPatternError(path, 'an empty pattern is not possible');
  // Of an array of objects, one object has to meet all conditions.
  return (event) => {
    const subjects = Array.isArray(event) ? event : [event];
    return subjects.some((subject) => tests.every((matches) => matches(subject)));
  };
}

function parseNode(node: Json, path: string, place: string): Test {
  if (!isObject(node)) throw new EventPatternError(place, 'expected a list of values or an object');
  return parseFields(node, path);
}

/**
 * Evaluates EventBridge event patterns as documented in "Event patterns" and "Comparison operators for use in event
 * patterns" (Amazon EventBridge User Guide). One thing differs: EventBridge compares numbers character by character
 * (300 is not 3.0e2) unless `numeric` is used; here they are compared as numbers.
 *
 * @throws EventPatternError where EventBridge would refuse the pattern
 */
export function parseEventPattern(pattern: Json): (event: Json) => boolean {
  return parseNode(pattern, '', '');
}
