import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { usageWith } from '../../scripts/cost/show/report';
import { assumptionNames, assumptions, usualUsage } from '../../scripts/cost/usage/assumptions';
import { readUsage } from '../../scripts/cost/usage/read';
import { UserError } from '../../scripts/shared/errors';
import { environmentNames } from '../../stacks/names';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-cost-'));
afterAll(() => rmSync(folder, { recursive: true }));
function file(text: string): string {
  const path = join(folder, 'usage.json');
  writeFileSync(path, text);
  return path;
}
function faultOf(usage: string | undefined, sets: readonly string[]): UserError {
  try {
    readUsage(usage, sets);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was understood');
}

test('every assumption has a number for each environment, and says what it counts', () => {
  for (const name of assumptionNames)
    for (const environment of environmentNames) expect(usualUsage(environment)[name]).toBeGreaterThanOrEqual(0);
  expect(new Set(assumptionNames.map((name) => assumptions[name].describes)).size).toBe(assumptionNames.length);
});

describe('quantities', () => {
  test('come from --set, which goes before a file, which goes before what is usual', () => {
    const given = readUsage(file('{"nat_gb": 1, "log_gb": 2.5}'), ['nat_gb=50', ' bucket_gb = 1e3 ']);
    expect(given).toEqual({ nat_gb: 50, log_gb: 2.5, bucket_gb: 1000 });
    expect(usageWith('prod', given)).toEqual({ ...usualUsage('prod'), ...given });
  });

  test('are as usual where none is given', () => {
    expect(readUsage(undefined, [])).toEqual({});
    expect(usageWith('dev', {})).toEqual(usualUsage('dev'));
  });

  test('may be 0', () => {
    expect(usageWith('prod', readUsage(undefined, ['nat_gb=0'])).nat_gb).toBe(0);
  });

  test('of every size are read as they are written', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readUsage(undefined, [`nat_gb=${number}`])).toEqual({ nat_gb: Number(String(number)) });
      }),
    );
  });
});

describe('faults', () => {
  test('are told all at once, and that the call was wrong', () => {
    const path = file('{"log_gb": "10", "gb_of_nat": 1, "bucket_gb": null}');
    const fault = faultOf(path, ['nat_gb=many', 'endpoint_gb=-1', 'toString=1', 'table_gb', 'log_gb=', 'nat_gb=2']);
    expect(fault.exitCode).toBe(2);
    for (const said of [
      '9 quantities',
      `${path}: log_gb: found "10"`,
      `${path}: there is no quantity "gb_of_nat"`,
      `${path}: bucket_gb: found null`,
      '--set: nat_gb: found "many"',
      '--set: endpoint_gb: found -1',
      '--set: there is no quantity "toString"',
      '--set: table_gb: found no value',
      '--set: log_gb: found ""',
      '--set: nat_gb is given more than once',
      'fix: ',
    ])
      expect(fault.message).toContain(said);
  });

  test.each(['Infinity', 'NaN', '1,5', '0x', '1 GB'])('--set nat_gb=%s', (value) => {
    expect(faultOf(undefined, [`nat_gb=${value}`]).message).toContain(`nat_gb: found ${JSON.stringify(value)}`);
  });

  test.each([['[]'], ['7'], ['null'], ['{'], ['']])('a file that holds %j', (text) => {
    expect(faultOf(file(text), []).message).toContain('expected an object such as {"nat_gb": 50}');
  });

  test('a file that is not there', () => {
    const path = join(folder, 'none.json');
    expect(faultOf(path, ['no=1']).message).toMatch(/none\.json cannot be read[\s\S]*no quantity "no"/);
  });
});
