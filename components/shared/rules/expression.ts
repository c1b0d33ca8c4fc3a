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
  /** The patterns it matches texts against: where samples of texts come from. */
  readonly patterns: readonly RegExp[];
}

export type Literal = string | number | boolean;

/** A literal as HCL: JSON's escapes, and none of HCL's own template marks. */
export const hcl = (value: Literal) => JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');

/** RE2, which Terraform uses, writes some JavaScript escapes differently. */
const re2 = (pattern: RegExp) => pattern.source.replace(/\\\//g, '/');

type Operands<I, A extends readonly unknown[]> = { readonly [K in keyof A]: Expression<I, A[K]> };

/** An expression over others. What rules are made of is asked for seldom, and so is gathered when it is asked for. */
function compose<I, T>(
  operands: readonly Expression<I, unknown>[],
  own: Pick<Expression<I, T>, 'test' | 'render'> & { readonly pattern?: RegExp },
): Expression<I, T> {
  const { test, render, pattern } = own;
  return {
    test,
    render,
    get reads() {
      return [...new Set(operands.flatMap((operand) => operand.reads))];
    },
    get literals() {
      return [...new Set(operands.flatMap((operand) => operand.literals))];
    },
    get patterns() {
      return [...new Set(operands.flatMap((operand) => operand.patterns)), ...(pattern ? [pattern] : [])];
    },
  };
}

/** An expression over others; not known as long as one of them is not. */
export function apply<I, A extends readonly unknown[], T>(
  operands: Operands<I, A>,
  evaluate: (...values: A) => T,
  write: (...texts: string[]) => string,
  pattern?: RegExp,
): Expression<I, T> {
  const list = operands as readonly Expression<I, unknown>[];
  return compose(list, {
    test: (inputs) => {
      const values = list.map((operand) => operand.test(inputs));
      return values.includes(undefined) ? undefined : evaluate(...(values as unknown as A));
    },
    render: (address) => write(...list.map((operand) => operand.render(address))),
    pattern,
  });
}

/**
 * `dominant` decides as soon as one operand has it, even when another is not known yet. Of none at all the other value
 * is the result.
 */
export function connective<I>(operands: readonly Expression<I, boolean>[], operator: string, dominant: boolean) {
  return compose<I, boolean>(operands, {
    test: (inputs) => {
      let result: boolean | undefined = !dominant;
      for (const operand of operands) {
        const value = operand.test(inputs);
        if (value === dominant) return dominant;
        if (value === undefined) result = undefined;
      }
      return result;
    },
    render: (address) =>
      operands.length === 0
        ? `${!dominant}`
        : `(${operands.map((operand) => operand.render(address)).join(` ${operator} `)})`,
  });
}

/** An expression over what `a` gives, which matches it against `pattern`. */
export const matching = <I, A>(
  a: Expression<I, A>,
  pattern: RegExp,
  evaluate: (value: A) => boolean,
  write: (text: string, pattern: string) => string,
): Expression<I, boolean> => apply<I, [A], boolean>([a], evaluate, (text) => write(text, hcl(re2(pattern))), pattern);

/** Whether only a plan knows it, or an entry of it: a token, or a text that Terraform reads as a template. */
export const isReference = (value: unknown): boolean =>
  Token.isUnresolved(value) ||
  (typeof value === 'string' && /[$%]\{/.test(value)) ||
  (Array.isArray(value) && value.some(isReference));
