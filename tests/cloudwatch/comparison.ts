import type { Scanner } from './scanner';

/** Tells whether one value of a log event meets a condition. */
export type Comparison = (value: string | number) => boolean;

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function toNumber(value: string | number): number {
  return typeof value === 'number' || number.test(value) ? Number(value) : Number.NaN;
}

/**
 * The asterisk is a wild card before and after a term. Inside a term it stands for itself: "Ev*ent will only match the
 * actual string Ev*ent" (Filter and pattern syntax, 2017 to 2021; later editions of the page do not say).
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const open = { start: pattern.startsWith('*'), end: pattern.endsWith('*') };
  const term = pattern.slice(open.start ? 1 : 0, open.end ? -1 : undefined);
  if (open.start && open.end) return text.includes(term);
  if (open.start) return text.endsWith(term);
  return open.end ? text.startsWith(term) : text === term;
}

const order: Record<string, (left: number, right: number) => boolean> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** Equality with what stands here: `%regex%`, a quoted string, a bare word or a number. */
function equality(scanner: Scanner): Comparison {
  if (scanner.looksAt('%')) {
    const regex = scanner.regex();
    return (value) => regex.test(String(value));
  }
  if (scanner.looksAt('"')) {
    const text = scanner.quoted();
    return (value) => matchesWildcard(text, String(value));
  }
  const word = bareWord(scanner);
  const wanted = toNumber(word);
  return (value) => toNumber(value) === wanted || matchesWildcard(word, String(value));
}

function bareWord(scanner: Scanner): string {
  const signed = scanner.take(/[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.*])/y);
  const word = signed ?? scanner.take(/[\w.*]+/y);
  if (!word) return scanner.fail(`expected a value, found ${scanner.found()}`);
  if (/[^\s,&|()[\]{}]/.test(scanner.text.charAt(scanner.position))) {
    scanner.fail('a string with characters other than letters, digits, "_", "." and "*" must be in double quotes');
  }
  return word;
}

/** Reads `= value`, `!= value`, `>= 400` and the like. Only numbers have an order. */
export function parseComparison(scanner: Scanner): Comparison {
  const start = scanner.position;
  const operator = scanner.take(/[=!<>]+/y) ?? scanner.fail(`expected a comparison, found ${scanner.found()}`);
  scanner.skipSpaces();
  if (operator === '=') return equality(scanner);
  if (operator === '!=') {
    const equals = equality(scanner);
    return (value) => !equals(value);
  }
  const compare = order[operator] ?? scanner.fail(`"${operator}" is no operator (=, !=, <, <=, >, >=)`, start);
  const position = scanner.position;
  const limit = /["%]/.test(scanner.text.charAt(position)) ? Number.NaN : toNumber(bareWord(scanner));
  if (Number.isNaN(limit)) scanner.fail(`"${operator}" compares numbers; expected a number`, position);
  return (value) => compare(toNumber(value), limit);
}
