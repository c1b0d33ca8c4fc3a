import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempt, type Candidate } from '../../scripts/fuzz/attempt';
import { fuzz } from '../../scripts/fuzz/fuzz';
import { planSample } from '../../scripts/fuzz/plan-sample';
import { Sample, type SampledStack } from '../../scripts/fuzz/sample';
import { root } from '../../scripts/shared/paths';
import { stackText } from '../../scripts/shared/stack-json';

interface StackJson {
  readonly provider: { readonly aws: readonly [{ region: string }] };
  readonly resource: { readonly aws_vpc: Readonly<Record<string, { cidr_block: string }>> };
  readonly variable: { readonly zone_count: { default: number } };
}

const outdir = mkdtempSync(join(tmpdir(), 'groundwork-fuzz-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const dev: Candidate = { name: 'dev', variables: {}, changes: [] };

/** Beyond limits of the provider's own: were synthesis to accept one, the provider would not. */
const beyond: Candidate['changes'] = [
  { path: ['backend', 'accessLogRetentionDays'], value: 2 ** 31 },
  { path: ['vpc', 'vpcCidr'], value: '10.0.0.0/8' },
  { path: ['flowLogs', 'flowLogsRetentionDays'], value: 31 },
  { path: ['databases', 0, 'database', 'logsRetentionDays'], value: 31 },
  { path: ['compute', 'launchTemplates', 'imdsHopLimit'], value: 65 },
  { path: ['compute', 'web', 'maxSize'], value: 1e21 },
];

/**
 * dev's network, changed after synthesis, so that no rule of synthesis sees it; elsewhere, so that it is planned apart
 * from the others.
 */
function doctored(stack: string, change: (json: StackJson) => void): SampledStack {
  const json = JSON.parse(stackText(join(outdir, 'stacks', 'dev-network'))) as StackJson;
  json.provider.aws[0].region = 'eu-central-1';
  change(json);
  return { stack, text: JSON.stringify(json), candidate: dev };
}

describe('the provider', () => {
  const sample = new Sample(4);
  let seed: number;
  let refusals: readonly string[];
  beforeAll(async () => {
    for (const change of beyond) {
      const candidate = { ...dev, changes: [change] };
      const made = attempt(candidate, outdir);
      if (made !== 'refused') sample.offer(candidate, outdir, made);
    }
    const found = await fuzz({ runs: 40, sample });
    expect(found.fault).toBeUndefined();
    seed = found.seed;
    attempt(dev, outdir);
    ({ refusals } = await planSample([
      doctored('broken-range', ({ resource }) => {
        for (const vpc of Object.values(resource.aws_vpc)) vpc.cidr_block = '10.0.0.0/8';
      }),
      ...sample.stacks,
      doctored('broken-rule', ({ variable }) => {
        variable.zone_count.default = 99;
      }),
    ]));
  }, 600_000);

  it('accepts what synthesis accepts of what is generated, and of what is beyond its limits', () => {
    expect(sample.configurations.length).toBeGreaterThan(0);
    const own = refusals.filter((each) => !each.startsWith('broken-'));
    expect(own, `seed ${seed}`).toEqual([]);
  });

  it('is asked: what it does not take is found, with the configuration', () => {
    const found = refusals.find((each) => each.startsWith('broken-range: aws_vpc.'));
    expect(found).toContain('between 16 and 28 significant bits, got: 8');
    expect(found).toContain('{"name":"dev","variables":{},"changes":[]}');
  });

  it('is asked behind the rules of the JSON, which are evaluated', () => {
    expect(refusals.find((each) => each.startsWith('broken-rule: '))).toContain('VpcZoneCount');
  });
});

it('is asked of 200 configurations in the whole, which the help says', async () => {
  const { stdout } = await execa(process.execPath, [join('scripts', 'run.cjs'), 'fuzz', '--help'], { cwd: root });
  const help = stdout.replaceAll(/\s+/g, ' ');
  expect(help).toMatch(/--runs <number> [^-]*\(default: 10000\)/);
  expect(help).toMatch(/--plan <number> [^-]*half an hour[^-]*\(default: 200\)/);
});
