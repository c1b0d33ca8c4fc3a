import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { movesBack } from '../../scripts/moves/back';
import { crossings } from '../../scripts/moves/crossings';
import { readMoves, writeMoves } from '../../scripts/moves/file';
import { type Move, matchMoves } from '../../scripts/moves/match';
import { mergeMoves } from '../../scripts/moves/merge';
import { movesLines } from '../../scripts/moves/report';
import type { Body } from '../../scripts/moves/texts';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-moves-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stack = (resources: Readonly<Record<string, Body>>) => new Map(Object.entries(resources));
const match = (before: Readonly<Record<string, Body>>, now: Readonly<Record<string, Body>>) =>
  matchMoves(stack(before), stack(now));
const pairs = (...made: Parameters<typeof match>) => match(...made).moves.map(({ from, to }) => `${from} ${to}`);
const from = (path: string) => ({ '//': { metadata: { path } } });

describe('a resource has moved', () => {
  it('when another of its type has its content, wherever it was made and in whatever order it is written', () => {
    expect(
      pairs(
        { 'aws_eip.A': { domain: 'vpc', tags: { a: 1, b: 2 }, ...from('x/A') }, 'aws_vpc.V': { cidr_block: 'c' } },
        { 'aws_eip.B': { tags: { b: 2, a: 1 }, domain: 'vpc', ...from('y/B') }, 'aws_vpc.V': { cidr_block: 'd' } },
      ),
    ).toEqual(['aws_eip.A aws_eip.B']);
  });

  it('when another of its type has its name, and the rest changed with it', () => {
    expect(
      pairs({ 'aws_s3_bucket.A': { bucket: 'b', tags: {} } }, { 'aws_s3_bucket.B': { bucket: 'b', tags: { a: 1 } } }),
    ).toEqual(['aws_s3_bucket.A aws_s3_bucket.B']);
  });

  it('with all that refers to it', () => {
    const made = (topic: string, one: string, other: string) => ({
      [`aws_sns_topic.${topic}`]: { name: 't' },
      [`aws_sns_topic_policy.${one}`]: { arn: `\${aws_sns_topic.${topic}.arn}`, policy: 'p' },
      [`aws_sns_topic_subscription.${other}`]: { topic_arn: `\${aws_sns_topic.${topic}.arn}` },
    });
    expect(pairs(made('A', 'B', 'C'), made('A2', 'B2', 'C2'))).toEqual([
      'aws_sns_topic.A aws_sns_topic.A2',
      'aws_sns_topic_policy.B aws_sns_topic_policy.B2',
      'aws_sns_topic_subscription.C aws_sns_topic_subscription.C2',
    ]);
  });

  it('told from its like by what it refers to', () => {
    const made = (suffix: string) => ({
      [`aws_s3_bucket.One${suffix}`]: { bucket: 'one' },
      [`aws_s3_bucket.Two${suffix}`]: { bucket: 'two' },
      [`aws_s3_bucket_versioning.X${suffix}`]: { bucket: `\${aws_s3_bucket.Two${suffix}.id}` },
      [`aws_s3_bucket_versioning.Y${suffix}`]: { bucket: `\${aws_s3_bucket.One${suffix}.id}` },
    });
    const { moves, ambiguous } = match(made(''), made('New'));
    expect(moves).toHaveLength(4);
    expect(moves).toContainEqual({ from: 'aws_s3_bucket_versioning.X', to: 'aws_s3_bucket_versioning.XNew' });
    expect(ambiguous).toEqual([]);
  });
});

describe('a resource has not moved', () => {
  it.each<[string, Record<string, Body>, Record<string, Body>]>([
    ['to another type', { 'aws_a.A': { name: 'n' } }, { 'aws_b.A': { name: 'n' } }],
    ['to another name', { 'aws_a.A': { name: 'n' } }, { 'aws_a.B': { name: 'm' } }],
    ['to what was there before', { 'aws_a.A': { x: 1 }, 'aws_a.B': { x: 1 } }, { 'aws_a.B': { x: 1 } }],
    ['away from what stays', { 'aws_a.A': { x: 1 } }, { 'aws_a.A': { x: 1 }, 'aws_a.B': { x: 1 } }],
  ])('%s', (_, before, now) => {
    expect(match(before, now)).toMatchObject({ moves: [], ambiguous: [] });
  });

  it('is told as gone, and what is new as new', () => {
    expect(match({ 'aws_a.A': { name: 'n' } }, { 'aws_a.B': { name: 'm' } })).toMatchObject({
      destroyed: ['aws_a.A'],
      created: ['aws_a.B'],
    });
  });
});

describe('what is alike is never guessed', () => {
  it.each<[string, Record<string, Body>, Record<string, Body>]>([
    ['two and two', { 'aws_a.A': {}, 'aws_a.B': {} }, { 'aws_a.C': {}, 'aws_a.D': {} }],
    ['two and one', { 'aws_a.A': {}, 'aws_a.B': {} }, { 'aws_a.C': {} }],
    ['one and two', { 'aws_a.A': {} }, { 'aws_a.C': {}, 'aws_a.D': {} }],
    [
      'one name, two contents',
      { 'aws_a.A': { name: 'n' } },
      { 'aws_a.C': { name: 'n', x: 1 }, 'aws_a.D': { name: 'n', x: 2 } },
    ],
  ])('%s', (_, before, now) => {
    expect(match(before, now)).toEqual({
      moves: [],
      ambiguous: [{ gone: Object.keys(before), made: Object.keys(now) }],
      destroyed: [],
      created: [],
    });
  });
});

it('what a person has decided is taken, and tells others apart', () => {
  const made = (one: string, other: string) => ({
    [`aws_eip.${one}`]: { domain: 'vpc' },
    [`aws_eip.${other}`]: { domain: 'vpc' },
    [`aws_nat_gateway.${one}`]: { allocation_id: `\${aws_eip.${one}.id}` },
    [`aws_nat_gateway.${other}`]: { allocation_id: `\${aws_eip.${other}.id}` },
  });
  const before = stack(made('A', 'B'));
  const now = stack(made('C', 'D'));
  expect(matchMoves(before, now).moves).toEqual([]);
  const decided = matchMoves(before, now, [
    { from: 'aws_eip.A', to: 'aws_eip.D' },
    { from: 'aws_eip.Gone', to: 'aws_eip.C' },
  ]);
  expect(decided.ambiguous).toEqual([]);
  expect(decided.moves).toEqual([
    { from: 'aws_eip.A', to: 'aws_eip.D' },
    { from: 'aws_eip.B', to: 'aws_eip.C' },
    { from: 'aws_nat_gateway.A', to: 'aws_nat_gateway.D' },
    { from: 'aws_nat_gateway.B', to: 'aws_nat_gateway.C' },
  ]);
});

describe('stacks/moves.json', () => {
  const path = join(folder, 'moves.json');

  it('is read as it was written, sorted', () => {
    expect(readMoves(path)).toEqual({});
    const long = { from: `aws_a.${'x'.repeat(60)}`, to: `aws_a.${'y'.repeat(60)}` };
    writeMoves(path, { 'dev-b': [{ from: 'aws_a.A', to: 'aws_a.B' }], 'dev-a': [long], 'dev-c': [] });
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '{',
      '  "dev-a": [',
      '    {',
      `      "from": "${long.from}",`,
      `      "to": "${long.to}"`,
      '    }',
      '  ],',
      '  "dev-b": [',
      '    { "from": "aws_a.A", "to": "aws_a.B" }',
      '  ]',
      '}',
      '',
    ]);
    expect(readMoves(path)).toEqual({ 'dev-a': [long], 'dev-b': [{ from: 'aws_a.A', to: 'aws_a.B' }] });
  });

  it.each(['{', '[]', '{"dev-a": {}}', '{"dev-a": [{"from": "a"}]}', '{"dev-a": [{"from": "a", "to": 1}]}'])(
    'as %s is refused',
    (text) => {
      writeFileSync(path, text);
      expect(() => readMoves(path)).toThrow(/^stacks\/moves[.]json: .*\n {2}fix: /);
    },
  );
});

/** `A B` leads from A to B; what is there is named by single letters. */
const moves = (text: string): Move[] =>
  text.split(', ').flatMap((each) => {
    const [from, to] = each.split(' ');
    return from && to ? [{ from, to }] : [];
  });
const text = (all: readonly Move[]) => all.map(({ from, to }) => `${from} ${to}`).join(', ');

describe('the blocks of a stack', () => {
  const merged = (blocks: { old: string; settled?: string; made: string }, had: string, has: string) => {
    const { old, settled = old, made } = blocks;
    const found = mergeMoves({
      old: moves(old),
      settled: moves(settled),
      made: moves(made),
      had: (address) => had.includes(address),
      has: (address) => has.includes(address),
    });
    return {
      moves: text(found.moves),
      conflicts: found.conflicts.map(({ address, blocks }) => `${address}: ${text(blocks)}`),
    };
  };

  it.each([
    ['stay', { old: 'A B', made: 'C D' }, 'BC', 'BD', 'A B, C D'],
    ['stay where what they lead to is gone by now', { old: 'A B', made: '' }, 'B', '', 'A B'],
    ['go on where it went on', { old: 'A B', made: 'B C' }, 'B', 'C', 'A B, B C'],
    ['lead back where it went back', { old: 'A B', made: 'B A' }, 'B', 'A', 'B A'],
    ['lead back from everywhere', { old: 'A B, B C', made: 'C B' }, 'C', 'B', 'A C, C B'],
    ['lead back to the first', { old: 'A B, B C', made: 'C A' }, 'C', 'A', 'B C, C A'],
    ['give way to what is found, if they are new', { old: 'A B', settled: '', made: 'A C' }, 'A', 'C', 'A C'],
    ['go where they were undone, if they are new', { old: 'A B', settled: '', made: '' }, 'A', 'A', ''],
    ['stay where a person has decided', { old: 'A B', settled: '', made: 'A B' }, 'A', 'B', 'A B'],
    ['stay where a person knows more', { old: 'A[0] B', settled: '', made: '' }, 'A', 'B', 'A[0] B'],
  ] as const)('%s', (_, blocks, had, has, moves) => {
    expect(merged(blocks, had, has)).toEqual({ moves, conflicts: [] });
  });

  it.each([
    ['another took an address on the way', { old: 'A B, B C', made: 'D B' }, 'CD', 'CB', ['B: A B, B C']],
    ['another took the first address', { old: 'A B', made: 'C A' }, 'BC', 'AB', ['A: A B']],
    ['another is new at an address on the way', { old: 'A B, B C', made: '' }, 'C', 'CB', ['B: A B, B C']],
    ['another is new where it was at last', { old: 'A B', made: '' }, '', 'B', ['B: A B']],
    ['another took the place where it was at last', { old: 'A B', made: 'C B' }, 'C', 'B', ['B: A B']],
    ['two lead to one address', { old: 'A B, C B', made: '' }, 'B', 'B', ['B: A B', 'B: C B']],
    ['two lead away from one', { old: 'A B, A C', made: '' }, 'BC', 'BC', ['A: A B', 'A: A C']],
  ] as const)('are in the way where %s', (_, blocks, had, has, conflicts) => {
    expect(merged(blocks, had, has).conflicts).toEqual(conflicts);
  });

  it('are in the way no longer once they are deleted', () => {
    expect(merged({ old: '', settled: 'A B, B C', made: 'D B' }, 'CD', 'CB')).toEqual({ moves: 'D B', conflicts: [] });
  });
});

it.each([
  ['from where it moved to', 'A B', '', 'A', 'B A'],
  ['from everywhere', 'A B, B C', '', 'A', 'C B, B A'],
  ['from behind where it was, and by the blocks of then from before', 'A B, B C', 'A B', 'B', 'C A'],
  ['from where it went back to', 'A C, C B', '', 'A', 'B C, C A'],
  ['not at all where the blocks of then do it', 'A C, C B', 'A B, B C', 'C', ''],
  ['not at all where it has not moved since', 'A B', 'A B', 'B', ''],
  ['not at all where it was not there', 'A B', '', 'C', ''],
  ['not at all where another was where it is', 'A B', '', 'AB', ''],
  ['not at all where it is at an address that another had left', 'A B', 'B C', 'AC', ''],
] as const)('a resource is led back %s', (_, now, old, had, back) => {
  expect(text(movesBack({ now: moves(now), old: moves(old), had: (address) => had.includes(address) }))).toBe(back);
});

it('a resource that is in another stack now is told, for no block leads there', () => {
  const topic = { 'aws_sns_topic.T': { name: 'alarms' }, 'aws_eip.E': { domain: 'vpc' } };
  const before = new Map([
    ['dev-a', stack(topic)],
    ['dev-b', stack({})],
  ]);
  const now = new Map([
    ['dev-a', stack({})],
    ['dev-b', stack(topic)],
    ['prod-b', stack(topic)],
  ]);
  const stacks = [...now].map(([name, made]) => ({ stack: name, ...matchMoves(before.get(name) ?? stack({}), made) }));
  const found = crossings(before, now, stacks);
  expect(found).toEqual([{ fromStack: 'dev-a', from: 'aws_sns_topic.T', toStack: 'dev-b', to: 'aws_sns_topic.T' }]);
  expect(movesLines({ stacks, crossings: found, moves: {}, pending: false }, true).join('\n')).toContain(
    'dev-a: aws_sns_topic.T is aws_sns_topic.T of dev-b now: no moved block leads to another state',
  );
});
