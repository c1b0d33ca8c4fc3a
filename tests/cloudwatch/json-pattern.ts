import { type Condition, parseBoolean } from './boolean';
import { parseComparison } from './comparison';
import type { FilterMatch } from './filter-pattern';
import { type Json, parseJson } from './json';
import { parseSelector } from './json-selector';
import { Scanner } from './scanner';

const constants = { NULL: null, TRUE: true, FALSE: false } as const;

/**
 * A comparison wants a value node, that is a string or a number: where the selector leads to an array, an object, a
 * boolean or nothing, neither `=` nor `!=` matches.
 */
const isValue = (node: Json): node is string | number => typeof node === 'string' || typeof node === 'number';

function parsePredicate(scanner: Scanner): (nodes: Json[]) => boolean {
  const start = scanner.position;
  const word = scanner.take(/[A-Z]+(?!\w)/y);
  if (word === undefined) {
    const comparison = parseComparison(scanner);
    return (nodes) => nodes.some((node) => isValue(node) && comparison(node));
  }
  scanner.skipSpaces();
  if (word === 'NOT') {
    scanner.expect('EXISTS', 'after NOT');
    return (nodes) => nodes.length === 0;
  }
  if (word === 'EXISTS') scanner.fail('EXISTS is not supported; compare with "*", or use NOT EXISTS', start);
  if (word !== 'IS') scanner.fail(`expected an operator, IS or NOT EXISTS, found "${word}"`, start);
  const name = scanner.take(/NULL|TRUE|FALSE/y);
  if (name !== 'NULL' && name !== 'TRUE' && name !== 'FALSE') {
    return scanner.fail(`expected NULL, TRUE or FALSE after IS (IS NOT is not supported), found ${scanner.found()}`);
  }
  return (nodes) => nodes.includes(constants[name]);
}

function textOf(reference: string, document: Json): string | undefined {
  const [node] = parseSelector(new Scanner(reference)).resolve(document);
  return node !== undefined && isValue(node) ? String(node) : undefined;
}

/** Conditions on the properties of a log event that is one JSON object. */
export function parseJsonPattern(scanner: Scanner): (line: string) => FilterMatch | undefined {
  let wildcards = 0;
  const primary = (): Condition<Json> => {
    scanner.skipSpaces();
    if (scanner.accept('(')) {
      const inner = parseBoolean(scanner, primary);
      scanner.expect(')', 'to close the parenthesis');
      return inner;
    }
    const start = scanner.position;
    const selector = parseSelector(scanner);
    wildcards += selector.wildcards;
    if (wildcards > 3) scanner.fail('a filter pattern can have three wildcard selectors at most', start);
    scanner.skipSpaces();
    const predicate = parsePredicate(scanner);
    return (document) => predicate(selector.resolve(document));
  };
  scanner.expect('{', 'at the start');
  const condition = parseBoolean(scanner, primary);
  scanner.expect('}', 'after the last condition');
  return (line) => {
    const document = parseJson(line);
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
    return condition(document) ? { values: {}, value: (reference) => textOf(reference, document) } : undefined;
  };
}
