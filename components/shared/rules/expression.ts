import { Token } from 'cdktf';

/** An expression over a component's settings, written once and read twice: by TypeScript now, by Terraform at plan. */
export interface Expression<I, T> {
  /** The value for these inputs; undefined when it depends on a reference that only a plan knows. */
  readonly test: (inputs: I) => T | undefined;
  /** HCL text of the same expression; `address` gives the text that stands for one input, such as `var.multi_az`. */
  readonly render: (address: (input: keyof I & string) => string) => string;
  /** The inputs it reads, in the order in which it names them. */
  readonly reads: readonly (keyof I & string)[];
  /** The literals it compares with: where a rule's boundaries are. */
  readonly literals: readonly Literal[];
}

export type Literal = string | number | boolean;

/** A literal as HCL: JSON's escapes, and none of HCL's own template marks. */
const hcl = (value: Literal) => JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');

/** RE2, which Terraform uses, writes some JavaScript escapes differently. */
const re2 = (pattern: RegExp) => pattern.source.replace(/\\\//g, '/');

type Operands<I, A extends readonly unknown[]> = { readonly [K in keyof A]: Expression<I, A[K]> };

const parts = <I>(operands: readonly Expression<I, unknown>[]) => ({
  reads: [...new Set(operands.flatMap((operand) => operand.reads))],
  literals: [...new Set(operands.flatMap((operand) => operand.literals))],
});

function apply<I, A extends readonly unknown[], T>(
  operands: Operands<I, A>,
  evaluate: (...values: A) => T,
  write: (...texts: string[]) => string,
): Expression<I, T> {
  const list = operands as readonly Expression<I, unknown>[];
  return {
    ...parts(list),
    test: (inputs) => {
      const values = list.map((operand) => operand.test(inputs));
      return values.includes(undefined) ? undefined : evaluate(...(values as unknown as A));
    },
    render: (address) => write(...list.map((operand) => operand.render(address))),
  };
}

/** `dominant` decides as soon as one operand has it, even when another is not known yet. */
function connective<I>(operands: readonly Expression<I, boolean>[], operator: string, dominant: boolean) {
  return {
    ...parts(operands),
    test: (inputs: I) => {
      const values = operands.map((operand) => operand.test(inputs));
      if (values.includes(dominant)) return dominant;
      return values.includes(undefined) ? undefined : !dominant;
    },
    render: (address: (input: keyof I & string) => string) =>
      `(${operands.map((operand) => operand.render(address)).join(` ${operator} `)})`,
  };
}

const prefixOf = (cidr: string) => {
  const prefix = /^[^/]+\/(\d{1,3})$/.exec(cidr)?.[1];
  return prefix === undefined ? -1 : Number(prefix);
};

/** True for an IPv4 range in canonical form: no host bit is set, no octet is padded. */
export function isIpv4Network(cidr: string): boolean {
  const [address = '', mask = '', ...rest] = cidr.split('/');
  const octets = address.split('.');
  if (rest.length > 0 || octets.length !== 4 || !/^(\d|[12]\d|3[0-2])$/.test(mask)) return false;
  if (!octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) return false;
  const value = octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return value % 2 ** (32 - Number(mask)) === 0;
}

/** The verbs that rules are written in, typed for one component's inputs. */
export function vocabulary<I extends object>() {
  type E<T> = Expression<I, T>;
  const value = <T extends Literal>(literal: T): E<T> => ({
    test: () => literal,
    render: () => hcl(literal),
    reads: [],
    literals: [literal],
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
      test: (inputs) => (Token.isUnresolved(inputs[key]) ? undefined : inputs[key]),
      render: (address) => address(key),
      reads: [key],
      literals: [],
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
      apply<I, [string], boolean>(
        [a],
        (x) => pattern.test(x),
        (x) => `can(regex(${hcl(re2(pattern))}, ${x}))`,
      ),
    everyMatches: (a: E<readonly string[]>, pattern: RegExp): E<boolean> =>
      apply<I, [readonly string[]], boolean>(
        [a],
        (list) => list.every((each) => pattern.test(each)),
        (x) => `alltrue([for each in ${x} : can(regex(${hcl(re2(pattern))}, each))])`,
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
    /** The length of a range's prefix; -1 where there is none. */
    prefixLength: (a: E<string>): E<number> =>
      apply<I, [string], number>([a], prefixOf, (x) => `try(tonumber(regex("^[^/]+/([0-9]{1,3})$", ${x})[0]), -1)`),
  };
}
