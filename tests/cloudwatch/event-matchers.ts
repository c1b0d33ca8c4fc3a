import { BlockList, isIP } from 'node:net';
import { isObject, type Json } from './json';

/** Tells whether a leaf of an event meets one entry of a pattern's list. */
export type Matcher = (value: Json) => boolean;

/** Refuses the pattern, with the reason. */
export type Refuse = (reason: string) => never;

const text = (test: (value: string) => boolean): Matcher => {
  return (value) => typeof value === 'string' && test(value);
};

function requireText(operand: Json, refuse: Refuse): string {
  return typeof operand === 'string' && operand !== '' ? operand : refuse('expected a string that is not empty');
}

const foldedEquals = (wanted: string) => text((value) => value.toLowerCase() === wanted.toLowerCase());

/** `prefix` and `suffix`, which may ignore case: `{ "prefix": { "equals-ignore-case": "eventb" } }`. */
function edge(operand: Json, refuse: Refuse, test: (value: string, wanted: string) => boolean): Matcher {
  const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  if (folded === undefined) {
    const wanted = requireText(operand, refuse);
    return text((value) => test(value, wanted));
  }
  const wanted = requireText(folded, refuse).toLowerCase();
  return text((value) => test(value.toLowerCase(), wanted));
}

/** `*` is any number of characters, `\*` the asterisk and `\\` the backslash themselves. */
function wildcard(operand: Json, refuse: Refuse): Matcher {
  const pattern = requireText(operand, refuse);
  if (/(?<!\\)\*\*/.test(pattern)) refuse('two wildcards in a row are not supported');
  const parts: string[] = pattern.match(/\\[*\\]|[^\\]|\\/gs) ?? [];
  if (parts.includes('\\')) refuse('a backslash escapes only "*" and "\\"');
  const source = parts.map((part) => (part === '*' ? '.*' : part.replace(/^\\/, '').replace(/[^\w]/g, '\\$&')));
  const regex = new RegExp(`^${source.join('')}$`, 's');
  return text((value) => regex.test(value));
}

const orders: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

function numeric(operand: Json, refuse: Refuse): Matcher {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) {
    return refuse('expected one or two pairs of operator and number');
  }
  const bounds = [operand.slice(0, 2), operand.slice(2)].filter((pair) => pair.length > 0);
  const tests = bounds.map(([operator, limit]) => {
    const order = typeof operator === 'string' ? orders[operator] : undefined;
    if (!order) return refuse(`unknown operator ${JSON.stringify(operator)} (=, <, <=, >, >=)`);
    if (typeof limit !== 'number' || Math.abs(limit) > 5e9) return refuse('expected a number from -5e9 to 5e9');
    return (value: number) => order(value, limit);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: Json, refuse: Refuse): Matcher {
  const [network = '', bits = ''] = requireText(operand, refuse).split('/');
  const family = isIP(network);
  if (family === 0 || !/^\d+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) refuse('expected a CIDR');
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, Number(bits), type);
  return text((value) => list.check(value, type));
}

function anythingBut(operand: Json, refuse: Refuse): Matcher {
  const refused = isObject(operand)
    ? Object.entries(operand).flatMap(([name, inner]) =>
        (Array.isArray(inner) ? inner : [inner]).map((one) => named(name, one, refuse, textMatchers)),
      )
    : (Array.isArray(operand) ? operand : [operand]).map((one) => {
        if (typeof one !== 'string' && typeof one !== 'number') return refuse('expected strings or numbers');
        return (value: Json) => value === one;
      });
  if (refused.length === 0) refuse('expected at least one value');
  return (value) => !refused.some((matches) => matches(value));
}

type Factory = (operand: Json, refuse: Refuse) => Matcher;

const textMatchers: Readonly<Record<string, Factory>> = {
  prefix: (operand, refuse) => edge(operand, refuse, (value, wanted) => value.startsWith(wanted)),
  suffix: (operand, refuse) => edge(operand, refuse, (value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': (operand, refuse) => foldedEquals(requireText(operand, refuse)),
  wildcard,
};

const matchers: Readonly<Record<string, Factory>> = { ...textMatchers, numeric, cidr, 'anything-but': anythingBut };

function named(name: string, operand: Json, refuse: Refuse, known: Readonly<Record<string, Factory>>): Matcher {
  const factory = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!factory) return refuse(`unknown matcher "${name}" (${Object.keys(known).join(', ')})`);
  return factory(operand, (reason) => refuse(`${name}: ${reason}`));
}

/** One entry of a pattern's list: a value that must be equal, or a matcher such as `{ "prefix": "aws." }`. */
export function parseMatcher(entry: Json, refuse: Refuse): Matcher {
  if (Array.isArray(entry)) return refuse('a list cannot contain a list');
  if (!isObject(entry)) return (value) => value === entry;
  const [name, ...others] = Object.keys(entry);
  if (name === undefined || others.length > 0) return refuse('a matcher has exactly one name');
  return named(name, entry[name] ?? null, refuse, matchers);
}
