import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesWildcard } from './comparison';
import { FilterPatternError, parseFilterPattern } from './filter-pattern';

const matches = (pattern: string, line: string) => parseFilterPattern(pattern).match(line) !== undefined;

describe('what the examples leave open', () => {
  test.each([
    ['a comparison of a missing property', '{ $.a != 1 }', '{}', false],
    ['a boolean is no value node', '{ $.a = true }', '{"a":true}', false],
    ['a number in a string', '{ $.account = 123456789012 }', '{"account":"123456789012"}', true],
    ['a wildcard on any value', '{ $.a = * }', '{"a":0}', true],
    ['a wildcard on null', '{ $.a = "*" }', '{"a":null}', false],
    ['an inherited property', '{ $.constructor NOT EXISTS }', '{}', true],
    ['a document that is no object', '{ $.a NOT EXISTS }', '[1]', false],
    ['a line that is no document', '{ $.a NOT EXISTS }', 'text', false],
    ['the last field takes the rest', '[a, rest = "b c d"]', 'a b c d', true],
    ['too few fields', '[a, b, c]', 'a b', false],
    ['a dash is no number', '[a, b < 5, c]', 'a - c', false],
    ['a dash differs from a number', '[a, b != 5, c]', 'a - c', true],
    ['an escaped quotation mark', '"say \\"hi\\""', 'I say "hi"', true],
    ['an unterminated quotation mark in a line', '[a, b = "\\"b", c]', 'a "b c', true],
  ])('%s', (_, pattern, line, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });

  test('a reference reads a named field, a numbered field or a property', () => {
    expect(parseFilterPattern('[..., size]').match('a b 7')?.value('$size')).toBe('7');
    expect(parseFilterPattern('[..., size]').match('a b 7')?.value('$2')).toBe('b');
    expect(parseFilterPattern('{ $.latency = * }').match('{"latency":50}')?.value('$.latency')).toBe('50');
  });
});

describe('properties', () => {
  const word = fc.stringMatching(/^[a-c]{1,3}$/);
  const line = fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => words.join(' '));
  const wildcard = fc.stringMatching(/^\*?[a-c.*]{0,4}\*?$/);

  test('a wildcard is a regular expression with .* at its ends', () => {
    fc.assert(
      fc.property(wildcard, fc.stringMatching(/^[a-c.*]{0,6}$/), (pattern, text) => {
        const literal = pattern.replace(/[.*]/g, '\\$&');
        const oracle = new RegExp(`^${literal.replace(/^\\\*/, '.*').replace(/\\\*$/, '.*')}$`, 's');
        expect(matchesWildcard(pattern, text)).toBe(oracle.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('-term is the complement of term', () => {
    fc.assert(
      fc.property(word, line, (term, text) => {
        expect(matches(`-${term}`, text)).toBe(!matches(term, text));
      }),
    );
  });

  test('terms are all of them, optional terms are one of them', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), line, (terms, text) => {
        expect(matches(terms.join(' '), text)).toBe(terms.every((term) => text.includes(term)));
        expect(matches(terms.map((term) => `?${term}`).join(' '), text)).toBe(
          terms.some((term) => text.includes(term)),
        );
      }),
    );
  });

  test('De Morgan holds for fields and for properties', () => {
    fc.assert(
      fc.property(word, word, line, (left, right, text) => {
        const document = JSON.stringify({ f: text.split(' ')[0] });
        expect(matches(`[f != ${left} && f != ${right}, r]`, text)).toBe(
          !matches(`[f = ${left} || f = ${right}, r]`, text),
        );
        expect(matches(`{ $.f != ${left} || $.f != ${right} }`, document)).toBe(
          !matches(`{ $.f = ${left} && $.f = ${right} }`, document),
        );
      }),
    );
  });

  test('&& binds tighter than ||', () => {
    const bit = fc.constantFrom(0, 1);
    fc.assert(
      fc.property(bit, bit, bit, (a, b, c) => {
        const document = JSON.stringify({ a, b, c });
        expect(matches('{ $.a = 1 || $.b = 1 && $.c = 1 }', document)).toBe(a === 1 || (b === 1 && c === 1));
        expect(matches('{ ($.a = 1 || $.b = 1) && $.c = 1 }', document)).toBe((a === 1 || b === 1) && c === 1);
      }),
    );
  });

  test('numbers compare as numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (left, right) => {
        const text = `${left} rest`;
        expect(matches(`[n < ${right}, r]`, text)).toBe(left < right);
        expect(matches(`[n >= ${right}, r]`, text)).toBe(left >= right);
        expect(matches(`[n = ${right}, r]`, text)).toBe(left === right);
      }),
    );
  });

  test('any text is a pattern or refused at a place inside it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[{"%?-]?[ a$.*%,=!<>&|()[\]{}"\\-]{0,12}$/), (text) => {
        try {
          parseFilterPattern(text).match('a b');
        } catch (error) {
          expect(error).toBeInstanceOf(FilterPatternError);
          if (error instanceof FilterPatternError) expect(error.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
