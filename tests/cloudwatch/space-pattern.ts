import { type Condition, parseBoolean } from './boolean';
import { parseComparison } from './comparison';
import type { FilterMatch } from './filter-pattern';
import type { Scanner } from './scanner';

interface Field {
  readonly name?: string;
  readonly condition?: Condition<string>;
}

const ellipsis = '...';

function parseField(scanner: Scanner, taken: ReadonlySet<string>): Field | typeof ellipsis {
  if (scanner.accept(ellipsis)) return ellipsis;
  const start = scanner.position;
  const name = scanner.take(/[A-Za-z_]\w*/y);
  if (name === undefined) {
    if (scanner.looksAt(',') || scanner.looksAt(']')) return {};
    return scanner.fail(`expected a field name, "..." or nothing, found ${scanner.found()}`);
  }
  if (taken.has(name)) scanner.fail(`the field name "${name}" is used twice`, start);
  scanner.skipSpaces();
  if (scanner.atEnd || scanner.looksAt(',') || scanner.looksAt(']')) return { name };
  scanner.position = start;
  const condition = parseBoolean<string>(scanner, () => {
    if (scanner.looksAt('(')) scanner.fail('parentheses are for JSON patterns only');
    if (!scanner.accept(name)) scanner.fail(`expected a condition on "${name}", found ${scanner.found()}`);
    scanner.skipSpaces();
    return parseComparison(scanner);
  });
  return { name, condition };
}

function parseFields(scanner: Scanner): (Field | typeof ellipsis)[] {
  const fields: (Field | typeof ellipsis)[] = [];
  const taken = new Set<string>();
  scanner.skipSpaces();
  if (scanner.accept(']')) return [ellipsis];
  do {
    scanner.skipSpaces();
    const start = scanner.position;
    const field = parseField(scanner, taken);
    if (field !== ellipsis && field.name) taken.add(field.name);
    if (field === ellipsis && fields.includes(ellipsis)) scanner.fail('only one "..." is possible', start);
    fields.push(field);
    scanner.skipSpaces();
  } while (scanner.accept(','));
  scanner.expect(']', 'after the last field');
  return fields;
}

/** The fields of a line: separated by spaces; what is between brackets or double quotes is one field. */
function split(line: string): { text: string; start: number }[] {
  const token = /(?:\[([^\]]*)\]|"([^"]*)")(?= |$)|[^ ]+/g;
  return [...line.matchAll(token)].map((found) => ({ text: found[1] ?? found[2] ?? found[0], start: found.index }));
}

/**
 * Fields of a space-delimited log event by their position. Without `...` the last field takes the rest of the line:
 * `[w1=ERROR, w2]` matches a line of any length that begins with ERROR. A line with too few fields does not match.
 * Fields without a name are extracted by their number.
 */
export function parseSpacePattern(scanner: Scanner): {
  match(line: string): FilterMatch | undefined;
  declares(reference: string): boolean;
} {
  scanner.expect('[', 'at the start');
  const fields = parseFields(scanner);
  const gap = fields.indexOf(ellipsis);
  const named = fields.filter((field): field is Field => field !== ellipsis);

  const match = (line: string): FilterMatch | undefined => {
    const tokens = split(line);
    if (tokens.length < named.length) return undefined;
    const kept = gap === -1 ? tokens.slice(0, named.length) : tokens;
    const last = kept.at(-1);
    if (tokens.length > kept.length && last) last.text = line.slice(last.start);
    const values: Record<string, string> = {};
    for (const [index, { text }] of kept.entries()) {
      const fromEnd = kept.length - index;
      const inTail = gap !== -1 && fromEnd <= named.length - gap;
      const field = gap === -1 || index < gap ? named[index] : inTail ? named.at(-fromEnd) : undefined;
      if (field?.condition && !field.condition(text)) return undefined;
      values[`$${field?.name ?? index + 1}`] = text;
    }
    return { values, value: (reference) => values[reference] };
  };
  const declares = (reference: string) =>
    /^\$[1-9]\d*$/.test(reference) || named.some((field) => `$${field.name}` === reference);
  return { match, declares };
}
