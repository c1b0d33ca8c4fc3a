import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { type PlanFile, scanPlans } from '../../scripts/validate/checkov-plan';
import { standAlone } from '../../scripts/validate/plan';
import { initialise } from '../../scripts/validate/terraform-init';
import { found, openAddresses, resources } from './open-groups';
import { temporaryFolder } from './synthesis';

/** Makes the provider plan without asking AWS anything. */
const provider = {
  aws: [
    {
      region: 'us-west-2',
      access_key: 'none',
      secret_key: 'none',
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
  ],
};
const terraform = { required_providers: requiredProviders() };

/** Plans a stack that reads another which was never applied. */
async function planOf(stack: string, resource: object): Promise<PlanFile> {
  const folder = join(temporaryFolder(), stack);
  mkdirSync(folder);
  const data = {
    terraform_remote_state: { network: { backend: 's3', config: { bucket: 'a', key: 'b', region: 'c' } } },
  };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform, provider, data, resource }));
  standAlone(folder);
  const { call } = await initialise(folder, 'plans');
  const plan = await call(['plan', '-input=false', '-no-color', '-out=tfplan']);
  expect(plan.stderr).toBe('');
  writeFileSync(join(folder, 'plan.json'), (await call(['show', '-json', 'tfplan'])).stdout);
  return { stack, file: join(folder, 'plan.json') };
}

describe('plans', () => {
  let plans: PlanFile[];
  beforeAll(async () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }], Version: '2012-10-17' };
    plans = [
      await planOf('dev-network', resources),
      await planOf('dev-data', {
        aws_iam_policy: { Admin: { policy: JSON.stringify(policy) } },
        aws_db_subnet_group: { Group: { subnet_ids: '${data.terraform_remote_state.network.outputs.subnet_ids}' } },
      }),
    ];
  });

  it('of several stacks are scanned in one run, each finding at its address', async () => {
    const { title, status, details } = await scanPlans(plans, { suppressions: [], today: '2027-03-10' });
    expect({ title, status }).toEqual({ title: 'checkov on the plans', status: 'failed' });
    expect(found('GW_NET_1', details).sort()).toEqual(openAddresses.map((each) => `dev-network: ${each}`));
    expect(found('CKV_AWS_62', details)).toEqual(['dev-data: aws_iam_policy.Admin']);
  });

  it('have suppressions of their own', async () => {
    const [, data] = plans as [PlanFile, PlanFile];
    const suppression = {
      resources: ['dev-data: aws_iam_policy.Admin'],
      reason: 'Nobody is given this policy, it is for a test.',
      until: '2027-03-10',
    };
    const suppressions = [
      { ...suppression, check: 'CKV_AWS_62', scans: ['plan'] as const },
      { ...suppression, check: 'CKV_AWS_63', scans: ['synthesized'] as const },
    ];
    const { details } = await scanPlans([data], { suppressions, today: '2027-03-10' });
    expect(found('CKV_AWS_62', details)).toEqual([]);
    expect(found('CKV_AWS_63', details)).toEqual(['dev-data: aws_iam_policy.Admin']);
  });

  it('that are none fail the scan', async () => {
    const file = join(temporaryFolder(), 'plan.json');
    writeFileSync(file, '{}');
    const { status, details } = await scanPlans([...plans, { stack: 'dev-observability', file }], { suppressions: [] });
    expect(status).toBe('failed');
    expect(details).toEqual([expect.stringContaining('dev-observability')]);
  });
});
