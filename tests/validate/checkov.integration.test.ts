import { expect, it } from 'vitest';
import type { Suppression } from '../../policies/suppressions/suppression';
import { scanSynthesis } from '../../scripts/validate/checkov-json';
import { found, openAddresses, resources } from './open-groups';
import { doctor, synthesisOf, synthesisOfDev, temporaryFolder } from './synthesis';

const scan = (outdir: string, suppressions: readonly Suppression[] = [], today = '2027-03-10') =>
  scanSynthesis(outdir, temporaryFolder(), { suppressions, today });

const logGroup = {
  resource: {
    aws_cloudwatch_log_group: { Log: { name: 'a', retention_in_days: 30, kms_key_id: '${aws_kms_key.Key.arn}' } },
  },
};
const suppression: Suppression = {
  check: 'CKV_AWS_338',
  scans: ['synthesized'],
  resources: ['dev-observability: aws_cloudwatch_log_group.Log'],
  reason: 'It is of use for a month, and dear for a year.',
  until: '2027-06-30',
};

it('finds a finding, and the address that Terraform has for it', async () => {
  expect(await scan(synthesisOf({ 'dev-observability': logGroup }))).toEqual({
    status: 'failed',
    note: 'one fault; mend what is found in its component, or give it a reason in policies/suppressions',
    details: [expect.stringMatching(/^dev-observability: aws_cloudwatch_log_group\.Log\nCKV_AWS_338: Ensure /)],
  });
});

it('passes one that is suppressed with a reason, until the day that this says', async () => {
  const outdir = synthesisOf({ 'dev-observability': logGroup });
  expect(await scan(outdir, [suppression])).toMatchObject({
    status: 'passed',
    note: '1 stack, 1 finding with a reason',
  });
  expect((await scan(outdir, [suppression], '2027-07-01')).details).toEqual([
    expect.stringMatching(/^dev-observability: aws_cloudwatch_log_group\.Log\nCKV_AWS_338/),
    expect.stringMatching(/was suppressed until 2027-06-30/),
  ]);
});

it('finds the internet wherever it comes in on another port than 443, and nothing else', async () => {
  const { details } = await scan(synthesisOf({ 'dev-network': { resource: resources } }));
  expect(found('GW_NET_1', details).sort()).toEqual(openAddresses.map((each) => `dev-network: ${each}`));
});

it('finds a group of dev that is opened by hand, with the nulls that cdktf would write', async () => {
  const outdir = synthesisOfDev();
  const ingress = {
    description: 'by hand',
    from_port: 22,
    to_port: 22,
    protocol: 'tcp',
    cidr_blocks: ['0.0.0.0/0'],
    ipv6_cidr_blocks: null,
    prefix_list_ids: null,
    security_groups: null,
    self: null,
  };
  doctor(outdir, 'dev-network', (text) => {
    const json = JSON.parse(text);
    json.resource.aws_security_group.Vpc_EndpointSecurityGroup_F91C95AE.ingress = [ingress];
    return JSON.stringify(json);
  });
  const { details } = await scan(outdir);
  const group = 'dev-network: aws_security_group.Vpc_EndpointSecurityGroup_F91C95AE';
  expect(found('GW_NET_1', details)).toEqual([group]);
  expect(found('CKV_AWS_24', details)).toEqual([group]);
});

it('fails where checkov could not read a stack, which by itself is no failure to it', async () => {
  const outdir = synthesisOf({ 'dev-network': { resource: resources, terraform: { experiments: 'none' } } });
  await expect(scan(outdir)).rejects.toThrow(/checkov could not read 1 files, and says:\n.*dev-network/s);
});

it('fails where checkov looked at nothing', async () => {
  const outdir = synthesisOf({ 'dev-network': { resource: resources }, 'dev-data': { output: { a: { value: 'b' } } } });
  await expect(scan(outdir)).rejects.toThrow('checkov looked at nothing in dev-data');
});
