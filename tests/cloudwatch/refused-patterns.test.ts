import { describe, expect, test } from 'vitest';
import { FilterPatternError, parseFilterPattern } from './filter-pattern';

describe('patterns that CloudWatch Logs refuses', () => {
  test.each([
    ['"ERROR', 0, 'never closed'],
    ['ERR*', 3, 'double quotes'],
    ['ERROR - Exiting', 7, 'expected a term'],
    ['ERROR %x%', 6, 'stands alone'],
    ['%x% ERROR', 4, 'stands alone'],
    ['%something!%', 10, '"!" is not supported'],
    ['%(ab)+%', 1, 'parentheses'],
    ['%café%', 4, 'not supported'],
    ['%\\p%', 1, 'escape'],
    ['%[abc%', 1, 'Unterminated character class'],
    ['%abc', 0, 'never closed'],
    ['%%', 1, 'empty'],
    ['[a, b', 5, 'expected "]"'],
    ['[a, b] c', 7, 'nothing may follow'],
    ['[a, ..., b, ...]', 12, 'only one'],
    ['[a, a]', 4, 'used twice'],
    ['[a = ]', 5, 'expected a value'],
    ['[a == 1]', 3, '"==" is no operator'],
    ['[a > x]', 5, 'expected a number'],
    ['[a > "1"]', 5, 'expected a number'],
    ['[a = 1 ||]', 9, 'expected a condition on "a"'],
    ['[a = 1 || b = 2]', 10, 'expected a condition on "a"'],
    ['[a = 1 AND a = 2]', 7, 'expected "]"'],
    ['[a = 1 && (a = 2)]', 10, 'parentheses'],
    ['[a = x-y]', 6, 'double quotes'],
    ['[1a]', 1, 'expected a field name'],
    ['[a = %x%, b = %y%, c = %z%]', 0, '2 regular expressions'],
    ['{ $.a EXISTS }', 6, 'EXISTS is not supported'],
    ['{ $.a IS NOT NULL }', 9, 'IS NOT is not supported'],
    ['{ $.a NOT NULL }', 10, 'expected "EXISTS"'],
    ['{ $.a LIKE 1 }', 6, 'expected an operator'],
    ['{ $.a == 1 }', 6, '"==" is no operator'],
    ['{ $.a > "b" }', 8, 'expected a number'],
    ['{ $.a = 1 && }', 13, 'property selector'],
    ['{ ($.a = 1 }', 11, 'expected ")"'],
    ['{ !($.a = 1) }', 2, 'property selector'],
    ['{ a = 1 }', 2, 'property selector'],
    ['{ $a = 1 }', 3, 'begins with "$."'],
    ['{ $..a = 1 }', 4, 'expected a property name'],
    ['{ $.a[-1] = 1 }', 6, 'expected an index'],
    ['{ $.a[*].* = 1 }', 2, 'one wildcard'],
    ['{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.* = 1 }', 44, 'three wildcard selectors'],
    ['{ $.a = %x% || $.a = %y% || $.a = %z% }', 0, '2 regular expressions'],
    ['{ $.a = 1', 9, 'expected "}"'],
    [`"${'x'.repeat(1023)}"`, 1024, '1024 at most'],
  ])('%s', (pattern, position, reason) => {
    let fault: unknown;
    try {
      parseFilterPattern(pattern);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(FilterPatternError);
    expect(fault).toMatchObject({ pattern, position, reason: expect.stringContaining(reason) });
  });
});

test('a fault shows the pattern and points at the place', () => {
  expect(() => parseFilterPattern('[a, a]')).toThrow(
    'filter pattern refused at position 4: the field name "a" is used twice\n  [a, a]\n      ^',
  );
});
