import { Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import type { Expression } from './expression';
import { vocabulary } from './vocabulary';

interface Inputs {
  readonly flag: boolean;
  readonly other: boolean;
  readonly count: number;
  readonly limit: number;
  readonly name: string;
  readonly names: readonly string[];
}
const { input, value, and, or, not, implies, is, oneOf, atLeast, between, matches, everyMatches, plus, notEmpty } =
  vocabulary<Inputs>();

const plain: Inputs = { flag: true, other: false, count: 5, limit: 5, name: 'a', names: ['a'] };
const given = (changes: Partial<Inputs>): Inputs => ({ ...plain, ...changes });

describe('an input that only a plan knows', () => {
  test.each<[string, Partial<Inputs>]>([
    ['a number', { count: Token.asNumber('${var.count}') }],
    ['a text', { name: Token.asString(Token.asAny('name')) }],
    ['a text with a reference in it', { name: 'x-${var.name}' }],
    ['a text with a directive in it', { name: '%{ if true }x%{ endif }' }],
    ['a list', { names: Token.asList('${var.names}') }],
    ['a list with a reference in it', { names: ['a', Token.asString(Token.asAny('name'))] }],
  ])('is not known: %s', (_, changes) => {
    const [key] = Object.keys(changes) as (keyof Inputs)[];
    expect(input(key as keyof Inputs).test(given(changes))).toBeUndefined();
  });

  test('makes unknown whatever is made of it', () => {
    const unknown = given({ count: Token.asNumber('${var.count}'), names: ['a', Token.asString(Token.asAny('name'))] });
    expect(atLeast(plus(input('count'), value(1)), value(0)).test(unknown)).toBeUndefined();
    expect(everyMatches(input('names'), /a/).test(unknown)).toBeUndefined();
    expect(notEmpty(input('names')).test(unknown)).toBeUndefined();
    expect(not(is(input('count'), 0)).test(unknown)).toBeUndefined();
  });
});

describe('three-valued logic', () => {
  const states = { true: 1, false: 0, unknown: Token.asNumber('${var.x}') } as const;
  const truth = (made: Expression<Inputs, boolean>) =>
    Object.values(states).map((count) =>
      Object.values(states).map((limit) => made.test(given({ count, limit })) ?? 'unknown'),
    );
  const [a, b] = [is(input('count'), 1), is(input('limit'), 1)];

  test('and', () => {
    expect(truth(and(a, b))).toEqual([
      [true, false, 'unknown'],
      [false, false, false],
      ['unknown', false, 'unknown'],
    ]);
  });

  test('or', () => {
    expect(truth(or(a, b))).toEqual([
      [true, true, true],
      [true, false, 'unknown'],
      [true, 'unknown', 'unknown'],
    ]);
  });

  test('implies', () => {
    expect(truth(implies(a, b))).toEqual([
      [true, false, 'unknown'],
      [true, true, true],
      [true, 'unknown', 'unknown'],
    ]);
  });

  test('not', () => {
    expect(Object.values(states).map((count) => not(a).test(given({ count })) ?? 'unknown')).toEqual([
      false,
      true,
      'unknown',
    ]);
  });
});

describe('what an expression tells of itself', () => {
  const made = and(between(input('count'), 1, 9), or(is(input('flag'), true), matches(input('name'), /^a$/)));

  test('the inputs it reads, in order and once', () => {
    expect(made.reads).toEqual(['count', 'flag', 'name']);
  });

  test('the literals and the patterns, where its boundaries are', () => {
    expect(made.literals).toEqual([1, 9, true]);
    expect(made.patterns).toEqual([/^a$/]);
    expect(everyMatches(input('names'), /^b$/).patterns).toEqual([/^b$/]);
  });
});

describe('as HCL', () => {
  const text = <T>(made: Expression<Inputs, T>) => made.render((key) => `var.${key}`);

  test('keeps falsy operands', () => {
    expect(text(is(input('count'), 0))).toBe('(var.count == 0)');
    expect(text(is(input('flag'), false))).toBe('(var.flag == false)');
    expect(text(is(input('name'), ''))).toBe('(var.name == "")');
  });

  test('takes no template out of a text', () => {
    expect(text(is(input('name'), '${a} %{b} "c"\n'))).toBe('(var.name == "$${a} %%{b} \\"c\\"\\n")');
  });

  test('groups what belongs together', () => {
    expect(text(and(or(input('flag'), input('other')), not(input('flag'))))).toBe(
      '((var.flag || var.other) && !var.flag)',
    );
  });

  test('of no operand is the neutral value', () => {
    expect(text(oneOf(input('name'), []))).toBe('false');
    expect(oneOf(input('name'), []).test(plain)).toBe(false);
    expect(text(and())).toBe('true');
    expect(and().test(plain)).toBe(true);
  });
});
