import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSuccess, query, send, target } from '../../scripts/local/gateway/gaps/probe';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { run } from '../../scripts/shared/processes';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { terraformEnvironment } from '../../scripts/terraform/environment';
import { clientSettings, createLockTable } from './clients';
import { fixture } from './fixture';

const folder = mkdtempSync(join(tmpdir(), 'apply-'));
const stack = join(folder, 'stack');
let cloud: LocalCloud;
let s3: S3Client;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  cloud = await startLocalCloud({ accountId: '123456789012', region: 'us-west-2', folder: join(folder, 'cloud') });
  s3 = new S3Client(clientSettings(cloud));
  dynamodb = new DynamoDBClient(clientSettings(cloud));
  await s3.send(new CreateBucketCommand({ Bucket: 'state' }));
  await createLockTable(dynamodb, 'lock');
  mkdirSync(stack);
  writeFileSync(join(stack, 'main.tf.json'), fixture('drill'));
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function terraform(...args: string[]) {
  const env = terraformEnvironment({ ...cloud.environment, TF_CLI_CONFIG_FILE: writeCliConfig(folder) });
  const result = await run('terraform', [...args, '-no-color'], { cwd: stack, env });
  return { ...result, output: `${result.stdout}\n${result.stderr}` };
}

async function succeed(...args: string[]): Promise<string> {
  const { exitCode, output } = await terraform(...args);
  expect(exitCode, output).toBe(0);
  return output;
}

test('every resource of the drill applies, does not drift, and goes', async () => {
  const backend = [
    'bucket=state',
    'key=test/terraform.tfstate',
    'region=us-west-2',
    'encrypt=true',
    'dynamodb_table=lock',
  ];
  await succeed('init', '-input=false', ...backend.map((value) => `-backend-config=${value}`));
  expect(await succeed('apply', '-auto-approve', '-input=false')).toMatch(
    /Apply complete! Resources: \d+ added, 0 changed/,
  );
  expect(await succeed('plan', '-detailed-exitcode', '-input=false')).toContain('No changes.');
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'state' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['test/terraform.tfstate']);

  // The lock of another is respected, and reported with its owner.
  const info = { ID: '1', Operation: 'OperationTypeApply', Who: 'ada@laptop', Created: '2026-01-01T00:00:00Z' };
  const lock = { LockID: { S: 'state/test/terraform.tfstate' }, Info: { S: JSON.stringify(info) } };
  await dynamodb.send(new PutItemCommand({ TableName: 'lock', Item: lock }));
  const refused = await terraform('apply', '-auto-approve', '-input=false', '-var=deletion_protection=false');
  expect(refused.exitCode).toBe(1);
  expect(refused.output).toContain('Error acquiring the state lock');
  expect(refused.output).toContain('ada@laptop');
  await succeed('force-unlock', '-force', '1');

  // A protected table stays until the protection is taken off.
  const kept = await terraform('destroy', '-auto-approve', '-input=false', '-target=aws_dynamodb_table.protected');
  expect(kept.exitCode).toBe(1);
  expect(kept.output).toContain("can't be deleted while DeletionProtectionEnabled");
  await succeed('apply', '-auto-approve', '-input=false', '-var=deletion_protection=false');
  await succeed('destroy', '-auto-approve', '-input=false', '-var=deletion_protection=false');

  expect((await succeed('state', 'list')).trim()).toBe('');
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'lock' }));
  expect(Items?.filter(({ Info }) => Info)).toEqual([]);
  expect(await leftovers()).toEqual([]);
});

/** Whatever the emulators still hold of what the fixture makes, all of which has `drill` in its name or tags. */
async function leftovers(): Promise<string[]> {
  const endpoint = new URL(cloud.endpoint);
  const ec2 = query(endpoint, 'ec2');
  const json = (service: string, prefix: string, operation: string) =>
    target(endpoint, service, prefix)(operation, {}).then((value) => JSON.stringify(value));
  const iam = (action: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return send(endpoint, 'iam', 'POST', '/', `Action=${action}&Version=2010-05-08&Scope=Local`, headers);
  };
  const own = async (action: string, more: Record<string, string> = {}) =>
    expectSuccess(await ec2(action, { 'Filter.1.Name': 'tag:Environment', 'Filter.1.Value.1': 'test', ...more }));
  // What is deleted is still listed for a while, as in AWS.
  const state = (name: string, ...values: readonly string[]) => ({
    'Filter.2.Name': name,
    ...Object.fromEntries(values.map((value, index) => [`Filter.2.Value.${index + 1}`, value])),
  });
  const texts: Record<string, string> = {
    vpcs: await own('DescribeVpcs'),
    subnets: await own('DescribeSubnets'),
    endpoints: await own('DescribeVpcEndpoints', state('vpc-endpoint-state', 'available', 'pending')),
    instances: await own('DescribeInstances', state('instance-state-name', 'pending', 'running', 'stopped')),
    gateways: await own('DescribeNatGateways', state('state', 'available', 'pending')),
    groups: await own('DescribeSecurityGroups'),
    addresses: await own('DescribeAddresses'),
    flowLogs: expectSuccess(await ec2('DescribeFlowLogs', {})),
    buckets: expectSuccess(await send(endpoint, 's3', 'GET', '/')),
    tables: await json('dynamodb', 'DynamoDB_20120810', 'ListTables'),
    aliases: await json('kms', 'TrentService', 'ListAliases'),
    logGroups: await json('logs', 'Logs_20140328', 'DescribeLogGroups'),
    rules: await json('events', 'AWSEvents', 'ListRules'),
    alarms: expectSuccess(
      await query(endpoint, 'monitoring')('DescribeAlarms', {
        'AlarmTypes.member.1': 'MetricAlarm',
        'AlarmTypes.member.2': 'CompositeAlarm',
      }),
    ),
    roles: expectSuccess(await iam('ListRoles')),
    policies: expectSuccess(await iam('ListPolicies')),
    profiles: expectSuccess(await iam('ListInstanceProfiles')),
  };
  return Object.entries(texts).flatMap(([kind, text]) =>
    /drill|<value>test<|fl-/.test(text) ? [`${kind}: ${text.slice(0, 500)}`] : [],
  );
}
