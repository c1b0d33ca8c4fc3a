import { describe, expect, test } from 'vitest';
import { EventPatternError, parseEventPattern } from './event-pattern';
import type { Json } from './json';

describe('patterns that EventBridge refuses', () => {
  const refused: [Json, string, string][] = [
    [{}, '', 'empty pattern'],
    [[], '', 'expected a list of values or an object'],
    [{ source: 'aws.ec2' }, 'source', 'expected a list'],
    [{ source: [] }, 'source', 'empty list'],
    [{ source: [['aws.ec2']] }, 'source', 'a list cannot contain a list'],
    [{ detail: { state: [{ contains: 'x' }] } }, 'detail.state', 'unknown matcher "contains"'],
    [{ detail: {} }, 'detail', 'empty pattern'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'a', 'exactly one name'],
    [{ a: [{ prefix: 1 }] }, 'a', 'prefix: expected a string'],
    [{ a: [{ numeric: ['>'] }] }, 'a', 'numeric: expected one or two pairs'],
    [{ a: [{ numeric: ['!=', 1] }] }, 'a', 'numeric: unknown operator'],
    [{ a: [{ numeric: ['<', 6e9] }] }, 'a', 'numeric: expected a number'],
    [{ a: [{ cidr: '10.0.0.0/33' }] }, 'a', 'cidr: expected a CIDR'],
    [{ a: [{ cidr: '10.0.0.0' }] }, 'a', 'cidr: expected a CIDR'],
    [{ a: [{ exists: 'yes' }] }, 'a', 'exists: expected true or false'],
    [{ a: [{ wildcard: 'a**b' }] }, 'a', 'wildcard: two wildcards'],
    [{ a: [{ wildcard: 'a\\b' }] }, 'a', 'wildcard: a backslash'],
    [{ a: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'a', 'unknown matcher "numeric"'],
    [{ a: [{ 'anything-but': [] }] }, 'a', 'at least one value'],
    [{ a: [{ 'anything-but': [null] }] }, 'a', 'expected strings or numbers'],
    [{ $or: [{ a: [1] }] }, '$or', 'at least two patterns'],
    [{ detail: { $or: [{ a: [1] }, 2] } }, 'detail.$or[1]', 'expected a list'],
  ];

  test.each(refused)('%j', (pattern, path, reason) => {
    let fault: unknown;
    try {
      parseEventPattern(pattern);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(EventPatternError);
    expect(fault).toMatchObject({ path, reason: expect.stringContaining(reason) });
  });
});
