import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { providerVersion } from '../scripts/shared/provider-version';
import { oldest } from '../scripts/terraform/version';
import { exampleConfig, parseConfig } from './config';
import { sampleFunctions } from './functions';
import { environmentNames } from './names';
import { SynthesisFaults, synthesize } from './synthesize';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'groundwork-synth-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(outdir, { recursive: true });
});

const example = parseEnv(exampleConfig());
const made = (changes: Record<string, string> = {}, only?: Parameters<typeof synthesize>[0]['only']) =>
  synthesize({ variables: { ...example, ...changes }, source: 'config.env', functions: sampleFunctions, outdir, only });
const faultsOf = (changes: Record<string, string>): readonly string[] => {
  try {
    made(changes);
  } catch (error) {
    if (error instanceof SynthesisFaults) return error.faults;
    throw error;
  }
  return [];
};
const json = (stack: string) => JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));

describe('what is wrong', () => {
  test.each([
    ['NON_PRODUCTION', '111122223333'],
    ['PRODUCTION', '444455556666'],
  ])('EnvironmentRoleAccount: a role of %s in another account', (which, account) => {
    const role = (id: string) => ({ [`GROUNDWORK_${which}_ROLE_ARN`]: `arn:aws:iam::${id}:role/deploy` });
    expect(faultsOf(role(account))).toEqual([]);
    const faults = faultsOf(role('999999999999'));
    expect(faults).toEqual([expect.stringMatching(/^config\.env \[EnvironmentRoleAccount\]\n/)]);
    expect(faults[0]).toContain(`GROUNDWORK_${which}_ACCOUNT_ID = "${account}"`);
  });

  test('EnvironmentProductionAccount: prod in the account of the others', () => {
    const faults = faultsOf({ GROUNDWORK_PRODUCTION_ACCOUNT_ID: '111122223333' });
    expect(faults).toEqual([expect.stringMatching(/^config\.env \[EnvironmentProductionAccount\]\n/)]);
    expect(faults[0]).toContain('111122223333');
  });

  test('is told of all environments at once, and nothing is written', () => {
    const faults = faultsOf({ GROUNDWORK_PRODUCTION_ACCOUNT_ID: '111122223333', GROUNDWORK_ALARM_EMAILS: '' });
    expect(faults.map((fault) => fault.split('\n')[0])).toEqual([
      'config.env [EnvironmentProductionAccount]',
      'prod-security/AlarmTopic [AlarmProductionRecipient]',
    ]);
    expect(readdirSync(outdir, { recursive: true }).filter((name) => /[.]json$/.test(String(name)))).toEqual([]);
  });

  test('HCL, which nothing proves, is refused before anything is made', () => {
    vi.stubEnv('SYNTH_HCL_OUTPUT', 'true');
    expect(faultsOf({})).toEqual([expect.stringContaining('SYNTH_HCL_OUTPUT')]);
  });

  test('malformed values and broken rules are told together', () => {
    const faults = faultsOf({ GROUNDWORK_REGION: 'mars', GROUNDWORK_ALARM_EMAILS: '' });
    expect(faults.map((fault) => fault.split('\n')[0])).toEqual([
      expect.stringMatching(/^config\.env: GROUNDWORK_REGION: found "mars"; expected/),
      'prod-security/AlarmTopic [AlarmProductionRecipient]',
    ]);
  });

  test('a value that the environment has given is not looked for in the file', () => {
    const given = { variables: { ...example, GROUNDWORK_OWNER: '' }, source: 'config.env' };
    const told = (source: Parameters<typeof parseConfig>[0]) => parseConfig(source).faults[0];
    expect(told(given)).toMatch(/^config\.env: GROUNDWORK_OWNER/);
    expect(told({ ...given, fromEnvironment: ['GROUNDWORK_OWNER'] })).toMatch(/^environment: GROUNDWORK_OWNER/);
  });

  test('names of buckets that would be too long are told before anything is made', () => {
    const faults = faultsOf({ GROUNDWORK_PROJECT: 'twenty-characters-ab' });
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatch(/^\w+-\w+\/\S+ \[S3BucketName\]\n/);
  });
});

describe('what is written', () => {
  test('is every layer of every environment', () => {
    const stacks = environmentNames.flatMap((name) =>
      ['backend', 'compute', 'data', 'network', 'observability', 'security'].map((layer) => `${name}-${layer}`),
    );
    expect(made().sort()).toEqual(stacks.sort());
    expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(stacks);
  });

  test('is of one environment, where one is asked for', () => {
    made({}, ['staging']);
    for (const stack of readdirSync(join(outdir, 'stacks'))) expect(stack).toMatch(/^staging-/);
  });

  test('leaves no folder of a stack that is gone, and those of other environments where they are', () => {
    for (const gone of ['dev-cache', 'prod-network']) mkdirSync(join(outdir, 'stacks', gone), { recursive: true });
    made({}, ['dev']);
    expect(readdirSync(join(outdir, 'stacks'))).not.toContain('dev-cache');
    expect(readdirSync(join(outdir, 'stacks'))).toContain('prod-network');
  });

  test.each(environmentNames)('D1 D12 D13 is pinned, locked and bound to the account of %s', (name) => {
    made({}, [name]);
    const accountId = name === 'prod' ? '444455556666' : '111122223333';
    const stacks = readdirSync(join(outdir, 'stacks'));
    for (const stack of stacks) {
      const { terraform, provider } = json(stack);
      expect(terraform.required_version).toBe(`>= ${oldest.join('.')}`);
      expect(terraform.required_providers.aws.version).toBe(providerVersion());
      expect(terraform.backend.s3).toMatchObject({
        bucket: `groundwork-tfstate-${name}-${accountId}-us-west-2`,
        key: `${stack.replace('-', '/')}/terraform.tfstate`,
        dynamodb_table: `groundwork-tfstate-lock-${name}`,
      });
      expect(provider.aws[0].allowed_account_ids).toEqual([accountId]);
      expect(provider.aws[0]).not.toHaveProperty('assume_role');
    }
    expect(stacks.length).toBeGreaterThan(3);
  });

  test('D13 assumes the role of the account, with external id and session name, in provider and states', () => {
    made({
      GROUNDWORK_PRODUCTION_ROLE_ARN: 'arn:aws:iam::444455556666:role/deploy',
      GROUNDWORK_ROLE_EXTERNAL_ID: 'shared-secret',
    });
    const { provider, terraform, data } = json('prod-observability');
    const role = {
      role_arn: 'arn:aws:iam::444455556666:role/deploy',
      external_id: 'shared-secret',
      session_name: 'groundwork-prod-observability',
    };
    expect(provider.aws[0].assume_role).toEqual([role]);
    expect(terraform.backend.s3.assume_role).toEqual(role);
    for (const state of Object.values<{ config: object }>(data.terraform_remote_state))
      expect(state.config).toMatchObject({ assume_role: role });
    expect(json('dev-network').provider.aws[0]).not.toHaveProperty('assume_role');
  });

  test('ENV4 has the tags of the environment, and on each resource its component', () => {
    made({}, ['dev']);
    const { provider, resource } = json('dev-network');
    expect(provider.aws[0].default_tags).toEqual([
      { tags: { Environment: 'dev', Owner: 'platform-team', Project: 'groundwork', ManagedBy: 'terraform' } },
    ]);
    const own = Object.values<{ tags?: Record<string, string> }>(resource.aws_vpc);
    expect(own.map(({ tags }) => tags)).toEqual([{ Name: 'groundwork-vpc-dev', Component: 'vpc' }]);
    for (const key of Object.values<{ tags: object }>(json('dev-security').resource.aws_kms_key))
      expect(key.tags).toEqual({ Component: 'kms-key' });
  });

  test('GROUNDWORK_ALLOW_DESTROYS is what takes the guards away, and of dev they are always away', () => {
    const guarded = (stack: string) =>
      Object.values<{ lifecycle: { prevent_destroy: boolean } }>(json(stack).resource.aws_s3_bucket).map(
        ({ lifecycle }) => lifecycle.prevent_destroy,
      );
    made();
    expect([guarded('dev-backend'), guarded('prod-backend')]).toEqual([
      [false, false],
      [true, true],
    ]);
    made({ GROUNDWORK_ALLOW_DESTROYS: 'prod' });
    expect([guarded('prod-backend'), guarded('staging-backend')]).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});
