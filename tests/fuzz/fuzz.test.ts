import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Token } from 'cdktf';
import { afterAll, describe, expect, it } from 'vitest';
import { attempt, type Candidate } from '../../scripts/fuzz/attempt';
import { settingPaths, withChanges } from '../../scripts/fuzz/changes';
import { fuzz } from '../../scripts/fuzz/fuzz';
import { planWith } from '../../scripts/fuzz/plan-sample';
import { Sample } from '../../scripts/fuzz/sample';
import { planSlots } from '../../scripts/fuzz/slots';
import { smallest } from '../../scripts/fuzz/smallest';
import { dev } from '../../stacks/dev';
import { exampleConfigWith } from '../support/environment-stacks';

const outdir = mkdtempSync(join(tmpdir(), 'groundwork-fuzz-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const candidate = (changes: Candidate['changes'], variables: Candidate['variables'] = {}): Candidate => ({
  name: 'dev',
  variables,
  changes,
});

describe('the settings that are changed', () => {
  /** Records of an environment that no component has, or that are changed as a whole. */
  const others = ['assumedRole', 'tags'];

  it('are those of every component that an environment has settings of', () => {
    const parts = Object.entries(dev(exampleConfigWith()))
      .filter(([name, value]) => typeof value === 'object' && !others.includes(name))
      .flatMap(([name, value]) => (name === 'compute' ? Object.keys(value).map((part) => `${name} ${part}`) : [name]));
    expect(parts).toContain('vpc');
    const changed = settingPaths.map((path) => path.join(' '));
    const left = parts.filter((part) => !changed.some((path) => path === part || path.startsWith(`${part} `)));
    expect(left, 'a line in the tables of scripts/fuzz/changes.ts').toEqual([]);
  });
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

  it('leaves nothing of its references behind, of which thousands of configurations fill the memory', () => {
    const next = () => Number(/TOKEN\.(\d+)/.exec(Token.asString({ a: 1 }))?.[1]);
    const references = () => Reflect.get(globalThis, '__cdktfTokenMap').stringTokenMap.size as number;
    const [first, before] = [next(), references()];
    attempt(candidate([]), outdir);
    expect(next()).toBeGreaterThan(first + 100);
    expect(references()).toBe(before + 1);
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

it('generated configurations end in named faults or in JSON', { timeout: 60_000 }, async () => {
  const found = await fuzz({ runs: 10_000, withinMs: 20_000 });
  expect(found.fault, `seed ${found.seed}`).toBeUndefined();
  expect(found.refused).toBeGreaterThan(0);
  expect(found.tried - found.refused).toBeGreaterThan(0);
});

describe('the smallest configuration', () => {
  it('has only what it is refused for', async () => {
    const wanted = { path: ['vpc', 'zoneCount'], value: 9 };
    const large = {
      name: 'prod' as const,
      variables: { GROUNDWORK_OWNER: 'a', GROUNDWORK_REGION: 'eu-central-1' },
      changes: [{ path: ['tags'], value: {} }, wanted, { path: ['tables'], value: [] }],
    };
    const holds = async ({ variables, changes }: Candidate) =>
      variables.GROUNDWORK_REGION !== undefined && changes.includes(wanted);
    expect(await smallest(large, holds)).toEqual({
      name: 'prod',
      variables: { GROUNDWORK_REGION: 'eu-central-1' },
      changes: [wanted],
    });
  });
});

it('a sample takes configurations that make what none before has made, and each stack once', () => {
  const sample = new Sample(2);
  const tagged = candidate([{ path: ['tags'], value: { a: 'b' } }]);
  const zones = candidate([{ path: ['vpc', 'zoneCount'], value: 3 }]);
  for (const each of [zones, zones, candidate([]), tagged]) {
    const made = attempt(each, outdir);
    if (made !== 'refused') sample.offer(each, outdir, made);
  }
  expect(sample.configurations).toEqual([zones, candidate([])]);
  const networks = sample.stacks.filter(({ stack }) => stack === 'dev-network');
  expect(networks.map((each) => each.candidate)).toEqual([zones, candidate([])]);
  expect(sample.stacks.filter(({ stack }) => stack === 'dev-security')).toHaveLength(1);
});

describe('the plan of a sample', () => {
  const zones = 'Resource postcondition failed\n[VpcZones] a region has three zones; found two';
  const range = 'aws_vpc.a: expected cidr_block to be smaller\ngot: 8';

  it('has each fault of a stack in its own words', async () => {
    const provider = { aws: [{ allowed_account_ids: ['123456789012'] }] };
    const faults = ['the first', 'the second'].map((summary) => ({
      type: 'diagnostic',
      diagnostic: { severity: 'error', summary, detail: '', address: 'module.s1.aws_vpc.a' },
    }));
    const answers = [
      { exitCode: 1, stdout: faults.map((each) => JSON.stringify(each)).join('\n'), stderr: '' },
      { exitCode: 0, stdout: '', stderr: '' },
    ];
    const stacks = Array(2).fill(JSON.stringify({ provider }));
    const refused = await planSlots(join(outdir, 'slots'), stacks, async () => answers.shift() ?? expect.fail());
    expect([...refused]).toEqual([[1, ['aws_vpc.a: the first', 'aws_vpc.a: the second']]]);
  });

  it('tells a refusal also behind a rule about the account, and counts the stacks that such a rule has ended', async () => {
    const faults: Readonly<Record<string, readonly string[]>> = { a: [zones, range], b: [zones], c: [], d: [range] };
    const refusals = async (texts: readonly string[]) => texts.map((text) => faults[text] ?? []);
    const stacks = Object.keys(faults).map((text) => ({ stack: `dev-${text}`, text, candidate: candidate([]) }));
    const planned = await planWith({ refusals }, stacks, outdir);
    expect(planned.unjudged).toBe(2);
    expect(planned.refusals).toEqual([expect.stringMatching(/^dev-a \(and in 1 more stacks\): aws_vpc\.a: expected /)]);
  });
});
