import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalFaults, canonicalText, compareSyntheses, stackFiles } from '../../scripts/validate/canonical';
import { doctor, synthesisOf, synthesisOfDev } from './synthesis';

const text = canonicalText({ resource: { aws_kms_key: { Key: { description: 'a', tags: {} } } }, terraform: [1, []] });
const faultsOf = (changed: string) => canonicalFaults('dev-backend', changed);

describe('canonical JSON', () => {
  it('is what a synthesis writes', () => {
    for (const [stack, file] of stackFiles(synthesisOfDev())) {
      expect(canonicalFaults(stack, readFileSync(file, 'utf8'))).toEqual([]);
    }
  });

  it('says what was said, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalText({ b: 1, a: 2, 10: 3, 9: 4 })).toBe('{\n  "10": 3,\n  "9": 4,\n  "a": 2,\n  "b": 1\n}');
  });

  it('has its keys sorted', () => {
    const unsorted = '{\n  "b": 1,\n  "a": 2\n}';
    expect(faultsOf(unsorted)).toEqual([
      expect.stringMatching(/line 2\n {2}found {6}"b": 1,\n {2}expected {3}"a": 2,/),
    ]);
  });

  it('has each key once', () => {
    expect(faultsOf('{\n  "a": 1,\n  "a": 2\n}')).toEqual([expect.stringMatching(/not in canonical form/)]);
  });

  it('has no nulls, not in lists either', () => {
    expect(faultsOf(canonicalText({ resource: { a: null, b: [{ c: null }] } }))).toEqual([
      expect.stringMatching(/^dev-backend: resource\.a is null/),
      expect.stringMatching(/^dev-backend: resource\.b\.0\.c is null/),
    ]);
  });

  it('is JSON', () => {
    expect(faultsOf(text.slice(0, -1))).toEqual([expect.stringMatching(/^dev-backend: not JSON/)]);
  });

  it('ends where it ends', () => {
    expect(faultsOf(`${text}\n`)).toEqual([expect.stringMatching(/expected \(end\)/)]);
  });
});

describe('two syntheses', () => {
  const stacks = { 'dev-backend': { a: 1 }, 'dev-network': { b: [2] } };

  it('of the same pass', () => {
    expect(compareSyntheses(synthesisOf(stacks), synthesisOf(stacks))).toMatchObject({
      status: 'passed',
      note: '2 stacks, twice the same bytes',
    });
  });

  it('that differ in a byte fail, with the stack and the line', () => {
    const second = synthesisOf(stacks);
    doctor(second, 'dev-network', (each) => each.replace('2', '3'));
    expect(compareSyntheses(synthesisOf(stacks), second)).toMatchObject({
      status: 'failed',
      details: [expect.stringMatching(/^dev-network: synthesized twice, and not the same: line 3\n/)],
    });
  });

  it('of other stacks fail', () => {
    const { 'dev-backend': backend } = stacks;
    expect(compareSyntheses(synthesisOf({ 'dev-backend': backend }), synthesisOf({ 'dev-data': {} })).details).toEqual([
      'dev-data: not there at first',
      'dev-backend: not there the second time',
    ]);
  });
});
