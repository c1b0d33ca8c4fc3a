import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEventPattern } from './event-pattern';
import type { Json } from './json';

const state = {
  version: '0',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  time: '2017-10-02T18:43:48Z',
  resources: ['arn:aws:autoscaling:us-east-1:123456789012:group/a', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1'],
  detail: {
    state: 'pending',
    'c-count': 5,
    'd-count': 9.5,
    'x-limit': 301.8,
    sourceIPAddress: '10.0.0.255',
    eventVersion: '',
    responseElements: null,
    'instance-id': 'i-abcd1111',
  },
};
const detail = (pattern: Json): Json => ({ detail: pattern });

// Amazon EventBridge User Guide: eb-event-patterns, eb-event-patterns-content-based-filtering (from 2024 on:
// eb-create-pattern-operators), eb-event-patterns-arrays and eb-event-patterns-null-values. The last column is the
// same pattern with a value that the event does not have.
const documented: [string, Json, Json][] = [
  ['exact', { source: ['aws.ec2'] }, { source: ['aws.s3'] }],
  ['one of a list', detail({ state: ['running', 'pending'] }), detail({ state: ['running'] })],
  ['all fields', { source: ['aws.ec2'], version: ['0'] }, { source: ['aws.ec2'], version: ['1'] }],
  ['prefix', { time: [{ prefix: '2017-10-02' }] }, { time: [{ prefix: '2017-10-03' }] }],
  [
    'prefix, ignoring case',
    { 'detail-type': [{ prefix: { 'equals-ignore-case': 'ec2 INSTANCE' } }] },
    { 'detail-type': [{ prefix: { 'equals-ignore-case': 'instance' } }] },
  ],
  ['suffix', { source: [{ suffix: '.ec2' }] }, { source: [{ suffix: 'aws' }] }],
  [
    'suffix, ignoring case',
    { source: [{ suffix: { 'equals-ignore-case': '.EC2' } }] },
    { source: [{ suffix: { 'equals-ignore-case': 'AWS' } }] },
  ],
  [
    'anything-but',
    detail({ state: [{ 'anything-but': 'initializing' }] }),
    detail({ state: [{ 'anything-but': 'pending' }] }),
  ],
  [
    'anything-but a list',
    detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] }),
    detail({ state: [{ 'anything-but': ['stopped', 'pending'] }] }),
  ],
  [
    'anything-but numbers',
    detail({ 'x-limit': [{ 'anything-but': [100, 200, 300] }] }),
    detail({ 'x-limit': [{ 'anything-but': [100, 301.8] }] }),
  ],
  [
    'anything-but a prefix',
    detail({ state: [{ 'anything-but': { prefix: 'init' } }] }),
    detail({ state: [{ 'anything-but': { prefix: 'pend' } }] }),
  ],
  [
    'anything-but suffixes',
    detail({ state: [{ 'anything-but': { suffix: ['ed', 'er'] } }] }),
    detail({ state: [{ 'anything-but': { suffix: ['ed', 'ing'] } }] }),
  ],
  [
    'anything-but, ignoring case',
    detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['INITIALIZING', 'STOPPED'] } }] }),
    detail({ state: [{ 'anything-but': { 'equals-ignore-case': 'PENDING' } }] }),
  ],
  [
    'anything-but a wildcard',
    detail({ state: [{ 'anything-but': { wildcard: '*/bin/*' } }] }),
    detail({ state: [{ 'anything-but': { wildcard: 'p*g' } }] }),
  ],
  [
    'numeric, one bound',
    detail({ 'd-count': [{ numeric: ['<', 10] }] }),
    detail({ 'd-count': [{ numeric: ['<', 9.5] }] }),
  ],
  [
    'numeric, two bounds',
    detail({ 'c-count': [{ numeric: ['>', 0, '<=', 5] }] }),
    detail({ 'c-count': [{ numeric: ['>', 5, '<=', 9] }] }),
  ],
  [
    'numeric, equal',
    detail({ 'x-limit': [{ numeric: ['=', 3.018e2] }] }),
    detail({ 'x-limit': [{ numeric: ['=', 3] }] }),
  ],
  [
    'cidr',
    detail({ sourceIPAddress: [{ cidr: '10.0.0.0/24' }] }),
    detail({ sourceIPAddress: [{ cidr: '10.0.1.0/24' }] }),
  ],
  ['exists', detail({ state: [{ exists: true }] }), detail({ state: [{ exists: false }] })],
  ['does not exist', detail({ other: [{ exists: false }] }), detail({ other: [{ exists: true }] })],
  ['exists is for leaves', { detail: [{ exists: false }] }, { detail: [{ exists: true }] }],
  ['a missing parent', { other: { field: [{ exists: false }] } }, { other: { field: [{ exists: true }] } }],
  [
    'equals-ignore-case',
    { 'detail-type': [{ 'equals-ignore-case': 'ec2 instance state-change notification' }] },
    { 'detail-type': [{ 'equals-ignore-case': 'ec2 instance' }] },
  ],
  [
    'wildcard',
    { resources: [{ wildcard: 'arn:aws:ec2:*:instance/*' }] },
    { resources: [{ wildcard: 'arn:aws:s3:*' }] },
  ],
  ['an array with one value in common', { resources: ['x', state.resources[1] ?? ''] }, { resources: ['x'] }],
  ['an empty string', detail({ eventVersion: [''] }), detail({ responseElements: [''] })],
  ['null', detail({ responseElements: [null] }), detail({ eventVersion: [null] })],
  [
    '$or',
    detail({ $or: [{ 'c-count': [{ numeric: ['>', 9] }] }, { 'd-count': [{ numeric: ['<', 10] }] }] }),
    detail({ $or: [{ 'c-count': [{ numeric: ['>', 9] }] }, { 'd-count': [{ numeric: ['<', 9] }] }] }),
  ],
  [
    '$or beside a field',
    detail({ state: ['pending'], $or: [{ 'c-count': [5] }, { 'd-count': [1] }] }),
    detail({ state: ['stopped'], $or: [{ 'c-count': [5] }, { 'd-count': [1] }] }),
  ],
];

describe('patterns as the AWS documentation describes them', () => {
  test.each(documented)('%s', (_, matching, other) => {
    expect(parseEventPattern(matching)(state)).toBe(true);
    expect(parseEventPattern(other)(state)).toBe(false);
  });

  test('anything-but wants a value', () => {
    expect(parseEventPattern(detail({ other: [{ 'anything-but': 'x' }] }))(state)).toBe(false);
  });

  test('of an array of objects, one object meets all conditions', () => {
    const rules = {
      rules: [
        { port: 22, cidr: '10.0.0.0/8' },
        { port: 443, cidr: '0.0.0.0/0' },
      ],
    };
    expect(parseEventPattern({ rules: { port: [443], cidr: ['0.0.0.0/0'] } })(rules)).toBe(true);
    expect(parseEventPattern({ rules: { port: [22], cidr: ['0.0.0.0/0'] } })(rules)).toBe(false);
  });

  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '10.0.0.1', false],
    ['0.0.0.0/0', 'ec2.amazonaws.com', false],
  ])('%s has %s: %s', (cidr, address, expected) => {
    expect(parseEventPattern({ ip: [{ cidr }] })({ ip: address })).toBe(expected);
  });

  test.each([
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\\\*', 'a\\x', true],
    ['dir/*.png', 'dir/a.b.png', true],
    ['dir/*.png', 'dir/apng', false],
  ])('wildcard %s on %s: %s', (wildcard, value, expected) => {
    expect(parseEventPattern({ f: [{ wildcard }] })({ f: value })).toBe(expected);
  });
});

test('anything-but is the complement of the same matcher, wildcards with a * at one end are prefix and suffix', () => {
  const word = fc.stringMatching(/^[abA]{1,3}$/);
  fc.assert(
    fc.property(word, word, (wanted, value) => {
      const matches = (matcher: Json) => parseEventPattern({ f: [matcher] })({ f: value });
      for (const name of ['prefix', 'suffix', 'equals-ignore-case', 'wildcard']) {
        expect(matches({ 'anything-but': { [name]: wanted } })).toBe(!matches({ [name]: wanted }));
      }
      expect(matches({ wildcard: `${wanted}*` })).toBe(matches({ prefix: wanted }));
      expect(matches({ wildcard: `*${wanted}` })).toBe(matches({ suffix: wanted }));
    }),
  );
});
