import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { attempt, type Candidate } from '../../scripts/fuzz/attempt';
import { withChanges } from '../../scripts/fuzz/changes';
import { fuzz } from '../../scripts/fuzz/fuzz';

const outdir = mkdtempSync(join(tmpdir(), 'groundwork-fuzz-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const candidate = (changes: Candidate['changes'], variables: Candidate['variables'] = {}): Candidate => ({
  name: 'dev',
  variables,
  changes,
});

describe('a configuration', () => {
  it('that is legal ends in the JSON of its stacks', () => {
    expect(attempt(candidate([{ path: ['vpc', 'zoneCount'], value: 3 }]), outdir)).toContain('dev-network');
  });

  it('that is not ends in faults with their rules', () => {
    const changes = [{ path: ['databases', 0, 'database', 'storageEncrypted'], value: false }];
    expect(attempt(candidate(changes, { GROUNDWORK_REGION: 'nowhere' }), outdir)).toBe('refused');
  });

  it('that breaks the synthesis itself is found', () => {
    const throws = [{ path: ['databases'], value: undefined }];
    expect(() => attempt(candidate(throws), outdir)).toThrow(TypeError);
  });

  // What earlier runs have found.
  it.each([
    ['two databases of one name', [{ path: ['databases', 0, 'name'], value: 'catalog' }]],
    [
      'an index without a name',
      [{ path: ['tables', 0, 'globalSecondaryIndexes'], value: { '': { hashKey: 'cartId' } } }],
    ],
    ['a log file without a path', [{ path: ['compute', 'web', 'logFiles'], value: [{ path: '', name: 'a' }] }]],
    [
      'a volume without a device',
      [{ path: ['compute', 'app', 'dataVolumes'], value: [{ deviceName: '', sizeGib: 8 }] }],
    ],
    [
      'a database whose name is a space, and no version of its engine',
      [
        { path: ['databases', 0, 'name'], value: ' ' },
        { path: ['databases', 0, 'database', 'engineVersion'], value: '8.0' },
      ],
    ],
    ['more days than the provider takes', [{ path: ['backend', 'accessLogRetentionDays'], value: 2 ** 31 }]],
    ['more machines than the provider takes', [{ path: ['compute', 'web', 'maxSize'], value: 1e21 }]],
  ])('with %s is refused by a rule', (_, changes) => {
    expect(attempt(candidate(changes), outdir)).toBe('refused');
  });
});

it('changes reach into what is there, make what is left out, and leave the definition itself alone', () => {
  const definition = { vpc: { zoneCount: 2 }, databases: [{ name: 'a' }] };
  const changes = [
    { path: ['vpc', 'zoneCount'], value: 3 },
    { path: ['databases', 0, 'rotation', 'days'], value: 1 },
    { path: ['databases', 1, 'name'], value: 'none' },
  ];
  expect(withChanges(definition, changes)).toEqual({
    vpc: { zoneCount: 3 },
    databases: [{ name: 'a', rotation: { days: 1 } }],
  });
  expect(definition.vpc.zoneCount).toBe(2);
});

it('a change of one of two parts that are one object leaves the other alone', () => {
  const tier = { maxSize: 2 };
  const changes = [{ path: ['web', 'maxSize'], value: 3 }];
  expect(withChanges({ web: tier, app: tier }, changes)).toEqual({ web: { maxSize: 3 }, app: { maxSize: 2 } });
});

it('generated configurations end in named faults or in JSON', { timeout: 60_000 }, () => {
  const found = fuzz({ runs: 10_000, withinMs: 20_000 });
  expect(found.fault, `seed ${found.seed}`).toBeUndefined();
  expect(found.refused).toBeGreaterThan(0);
  expect(found.tried - found.refused).toBeGreaterThan(0);
});
