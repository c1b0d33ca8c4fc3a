import { apply, connective, type Expression, hcl, isReference, type Literal, matching } from './expression';
import { coversInternet, coversInternetText } from './internet';
import { isIpv4Network, prefixOf } from './ipv4';
import { isIpv6Network } from './ipv6';

/** The verbs that rules are written in, typed for one component's inputs. */
export function vocabulary<I extends object>() {
  type E<T> = Expression<I, T>;
  const value = <T extends Literal>(literal: T): E<T> => ({
    test: () => literal,
    render: () => hcl(literal),
    reads: [],
    literals: [literal],
    patterns: [],
  });
  const or = (...operands: E<boolean>[]): E<boolean> => connective(operands, '||', true);
  const and = (...operands: E<boolean>[]): E<boolean> => connective(operands, '&&', false);
  const not = (a: E<boolean>): E<boolean> =>
    apply<I, [boolean], boolean>(
      [a],
      (x) => !x,
      (x) => `!${x}`,
    );
  const is = <T extends Literal>(a: E<T>, b: T): E<boolean> =>
    apply<I, [Literal, Literal], boolean>(
      [a, value(b)],
      (x, y) => x === y,
      (x, y) => `(${x} == ${y})`,
    );
  const compare = (operator: string, evaluate: (x: number, y: number) => boolean) => (a: E<number>, b: E<number>) =>
    apply<I, [number, number], boolean>([a, b], evaluate, (x, y) => `(${x} ${operator} ${y})`);
  const atLeast = compare('>=', (x, y) => x >= y);
  const atMost = compare('<=', (x, y) => x <= y);

  return {
    /** One setting. */
    input: <K extends keyof I & string>(key: K): E<I[K]> => ({
      test: (inputs) => (isReference(inputs[key]) ? undefined : inputs[key]),
      render: (address) => address(key),
      reads: [key],
      literals: [],
      patterns: [],
    }),
    value,
    or,
    and,
    not,
    is,
    atLeast,
    atMost,
    /** Whatever holds for `a` must bring `b` with it. */
    implies: (a: E<boolean>, b: E<boolean>): E<boolean> => or(not(a), b),
    between: (a: E<number>, low: number, high: number): E<boolean> =>
      and(atLeast(a, value(low)), atMost(a, value(high))),
    plus: (a: E<number>, b: E<number>): E<number> =>
      apply<I, [number, number], number>(
        [a, b],
        (x, y) => x + y,
        (x, y) => `(${x} + ${y})`,
      ),
    whole: (a: E<number>): E<boolean> =>
      apply<I, [number], boolean>([a], Number.isInteger, (x) => `(floor(${x}) == ${x})`),
    oneOf: <T extends Literal>(a: E<T>, allowed: readonly T[]): E<boolean> => or(...allowed.map((each) => is(a, each))),
    /** The pattern must mean the same to JavaScript and to RE2: no look-around, no back-reference. */
    matches: (a: E<string>, pattern: RegExp): E<boolean> =>
      matching(
        a,
        pattern,
        (x) => pattern.test(x),
        (x, text) => `can(regex(${text}, ${x}))`,
      ),
    everyMatches: (a: E<readonly string[]>, pattern: RegExp): E<boolean> =>
      matching(
        a,
        pattern,
        (list) => list.every((each) => pattern.test(each)),
        (x, text) => `alltrue([for each in ${x} : can(regex(${text}, each))])`,
      ),
    differ: (a: E<string>, b: E<string>): E<boolean> =>
      apply<I, [string, string], boolean>(
        [a, b],
        (x, y) => x !== y,
        (x, y) => `(${x} != ${y})`,
      ),
    notEmpty: (a: E<readonly string[]>): E<boolean> =>
      apply<I, [readonly string[]], boolean>(
        [a],
        (list) => list.length > 0,
        (x) => `(length(${x}) > 0)`,
      ),
    /** Each entry stands once. */
    distinct: (a: E<readonly string[]>): E<boolean> =>
      apply<I, [readonly string[]], boolean>(
        [a],
        (list) => new Set(list).size === list.length,
        (x) => `(length(distinct(${x})) == length(${x}))`,
      ),
    /** An IPv4 range with no host bit set, such as 10.0.0.0/16. */
    ipv4Network: (a: E<string>): E<boolean> =>
      apply<I, [string], boolean>(
        [a],
        isIpv4Network,
        (x) => `try(cidrsubnet(${x}, 0, 0) == ${x} && can(regex("^[0-9.]+/[0-9]+$", ${x})), false)`,
      ),
    /** IPv4 and IPv6 ranges with no host bit set, written as Terraform and AWS write them. */
    everyNetwork: (a: E<readonly string[]>): E<boolean> =>
      apply<I, [readonly string[]], boolean>(
        [a],
        (list) => list.every((each) => isIpv4Network(each) || isIpv6Network(each)),
        (x) =>
          `alltrue([for each in ${x} : try(cidrsubnet(each, 0, 0) == each && can(regex("^([0-9.]+|[0-9a-f:]+)/[0-9]+$", each)), false)])`,
      ),
    /** The ranges together hold every public address of IPv4 or of IPv6. */
    coverInternet: (a: E<readonly string[]>): E<boolean> =>
      apply<I, [readonly string[]], boolean>([a], coversInternet, coversInternetText),
    /** The length of a range's prefix; -1 where there is none. */
    prefixLength: (a: E<string>): E<number> =>
      apply<I, [string], number>([a], prefixOf, (x) => `try(tonumber(regex("^[^/]+/([0-9]{1,3})$", ${x})[0]), -1)`),
  };
}
