import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noClientKey } from '../../components/s3-bucket/policy';
import { policyDocument } from '../../components/shared/iam/policy-document';
import { query, send } from '../../scripts/local/gateway/gaps/probe';
import { startGateway } from '../../scripts/local/gateway/server';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { clientSettings, createLockTable } from './clients';

const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
const region = 'us-west-2';
let cloud: LocalCloud;
let other: LocalCloud;

beforeAll(async () => {
  const start = (name: string, accountId: string) => startLocalCloud({ accountId, region, folder: join(folder, name) });
  [cloud, other] = await Promise.all([start('one', '111111111111'), start('other', '222222222222')]);
});

afterAll(async () => {
  await Promise.all([cloud?.stop(), other?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('routes', () => {
  test('S3 and STS to one emulator and Lambda to the other, all in the account of the cloud', async () => {
    const sts = await new STSClient(clientSettings(cloud)).send(new GetCallerIdentityCommand({}));
    expect(sts.Account).toBe('111111111111');
    const s3 = new S3Client(clientSettings(cloud));
    await s3.send(new CreateBucketCommand({ Bucket: 'routed' }));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toContain('routed');
    const lambda = await new LambdaClient(clientSettings(cloud)).send(new ListFunctionsCommand({}));
    expect(lambda.Functions).toEqual([]);
    // Only ministack has this page, and only moto answers what is unsigned.
    expect((await send(new URL(cloud.endpoint), 'lambda', 'GET', '/_ministack/health')).status).toBe(200);
    expect((await fetch(`${cloud.endpoint}/moto-api/`)).status).toBe(200);
  });

  test('a key of 12 digits to the account that it names', async () => {
    const sts = await new STSClient(clientSettings(cloud, '333333333333')).send(new GetCallerIdentityCommand({}));
    expect(sts.Account).toBe('333333333333');
  });

  test('the keys of an assumed role to the account of the role', async () => {
    const RoleArn = 'arn:aws:iam::444444444444:role/deploy';
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' });
    const { Credentials } = await new STSClient(clientSettings(cloud)).send(assume);
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const sts = new STSClient({ ...clientSettings(cloud), credentials });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('444444444444');
  });
});

test('two clouds know nothing of one another', async () => {
  await new S3Client(clientSettings(cloud)).send(new CreateBucketCommand({ Bucket: 'only-here' }));
  const { Buckets } = await new S3Client(clientSettings(other)).send(new ListBucketsCommand({}));
  expect(Buckets ?? []).toEqual([]);
  expect(other.endpoint).not.toBe(cloud.endpoint);
});

test('a state lock that is taken is refused to the next', async () => {
  const dynamodb = new DynamoDBClient(clientSettings(cloud));
  await createLockTable(dynamodb, 'locks');
  const lock = new PutItemCommand({
    TableName: 'locks',
    Item: { LockID: { S: 'state' } },
    ConditionExpression: 'attribute_not_exists(LockID)',
  });
  await dynamodb.send(lock);
  await expect(dynamodb.send(lock)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
});

test('large bodies pass through unchanged, in both directions', async () => {
  const s3 = new S3Client(clientSettings(cloud));
  await s3.send(new CreateBucketCommand({ Bucket: 'large' }));
  const Body = Buffer.alloc(96 * 1024 * 1024, 'groundwork');
  await s3.send(new PutObjectCommand({ Bucket: 'large', Key: 'file', Body }));
  const { Body: read } = await s3.send(new GetObjectCommand({ Bucket: 'large', Key: 'file' }));
  if (!read) throw new Error('the object has no body');
  expect(Body.equals(await read.transformToByteArray())).toBe(true);
});

test('a body is passed on while it comes, and the answer too', async () => {
  const emulator = createServer((request, response) => void request.pipe(response.writeHead(200)));
  const gateway = await startGateway({ accountId: '111111111111', region });
  try {
    emulator.listen(0, '127.0.0.1');
    await once(emulator, 'listening');
    const address = emulator.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    gateway.attach('moto', new URL(`http://127.0.0.1:${address.port}`));
    const request = httpRequest(`${gateway.endpoint}/bucket/key`, { method: 'PUT' });
    // The second half is not sent before the first has come back.
    request.write('first');
    const [answer]: IncomingMessage[] = await once(request, 'response');
    if (!answer) throw new Error('no answer');
    const chunks: string[] = [];
    for await (const chunk of answer) {
      chunks.push(String(chunk));
      if (chunks.length === 1) request.end('second');
    }
    expect(chunks).toEqual(['first', 'second']);
  } finally {
    await gateway.stop();
    emulator.close();
  }
}, 10_000);

test('a bucket policy denies what it says, with AWS’s words', async () => {
  const s3 = new S3Client(clientSettings(cloud));
  await s3.send(new CreateBucketCommand({ Bucket: 'guarded' }));
  const statement = (Condition: object) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::guarded', 'arn:aws:s3:::guarded/*'],
    Condition,
  });
  const Statement = [
    statement({ Bool: { 'aws:SecureTransport': 'false' } }),
    { ...statement({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }), Action: 's3:PutObject' },
  ];
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: 'guarded', Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
  const put = { Bucket: 'guarded', Key: 'a b', Body: 'text' };
  await s3.send(new PutObjectCommand({ ...put, ServerSideEncryption: 'aws:kms' }));
  const refused = s3.send(new PutObjectCommand({ ...put, ServerSideEncryption: 'AES256' }));
  await expect(refused).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('s3:PutObject on resource: "arn:aws:s3:::guarded/a b"'),
  });
  const bad = { Version: '2012-10-17', Statement: [{ ...statement({}), Resource: 'arn:aws:s3:::another/*' }] };
  const malformed = s3.send(new PutBucketPolicyCommand({ Bucket: 'guarded', Policy: JSON.stringify(bad) }));
  await expect(malformed).rejects.toMatchObject({ name: 'MalformedPolicy', message: 'Policy has invalid resource' });
});

test('a bucket policy denies a key that the client brings', async () => {
  const s3 = new S3Client(clientSettings(cloud));
  const put = { Bucket: 'no-client-key', Key: 'key', Body: 'text' };
  await s3.send(new CreateBucketCommand({ Bucket: put.Bucket }));
  const Policy = policyDocument(noClientKey(`arn:aws:s3:::${put.Bucket}`));
  await s3.send(new PutBucketPolicyCommand({ Bucket: put.Bucket, Policy }));
  await s3.send(new PutObjectCommand(put));
  const withOwnKey = { ...put, SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };
  await expect(s3.send(new PutObjectCommand(withOwnKey))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('an alarm stays as long as a composite alarm names it, with AWS’s words', async () => {
  const cloudwatch = query(new URL(cloud.endpoint), 'monitoring');
  const metric = { Namespace: 'Test', MetricName: 'test', Statistic: 'Sum', Period: '60', EvaluationPeriods: '1' };
  const alarm = { ...metric, Threshold: '1', ComparisonOperator: 'GreaterThanThreshold' };
  for (const AlarmName of ['one', 'two']) await cloudwatch('PutMetricAlarm', { ...alarm, AlarmName });
  const composite = { AlarmName: 'any', AlarmRule: 'ALARM("one") OR ALARM("two")' };
  expect(await cloudwatch('PutCompositeAlarm', composite)).toMatchObject({ status: 200 });

  const deleted = (...names: readonly string[]) =>
    cloudwatch(
      'DeleteAlarms',
      Object.fromEntries(names.map((name, place) => [`AlarmNames.member.${place + 1}`, name])),
    );
  const { status, body } = await deleted('two');
  expect(status).toBe(400);
  expect(body).toContain('<Code>ValidationError</Code>');
  expect(body).toContain('<Message>Cannot delete two as there are composite alarm(s) depending on it.</Message>');

  await cloudwatch('PutCompositeAlarm', { ...composite, AlarmRule: 'ALARM("one")' });
  expect(await deleted('two')).toMatchObject({ status: 200 });
  expect(await deleted('any')).toMatchObject({ status: 200 });
  expect(await deleted('one')).toMatchObject({ status: 200 });
});

describe('an emulator that is down', () => {
  test('is said so, in the shape that each SDK reads', async () => {
    const gateway = await startGateway({ accountId: '111111111111', region });
    try {
      const down = { ...cloud, endpoint: gateway.endpoint };
      const message = 'the local emulator moto is not running';
      const fault = { name: 'ServiceUnavailable', message, $metadata: { httpStatusCode: 503 } };
      await expect(new S3Client(clientSettings(down)).send(new ListBucketsCommand({}))).rejects.toMatchObject(fault);
      await expect(new STSClient(clientSettings(down)).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject(
        fault,
      );
      const lambda = new LambdaClient(clientSettings(down)).send(new ListFunctionsCommand({}));
      await expect(lambda).rejects.toMatchObject({ ...fault, message: 'the local emulator ministack is not running' });
      gateway.attach('moto', new URL('http://127.0.0.1:9'));
      const dead = new S3Client(clientSettings(down)).send(new ListBucketsCommand({}));
      await expect(dead).rejects.toMatchObject({
        ...fault,
        message: expect.stringContaining('127.0.0.1:9 does not answer'),
      });
    } finally {
      await gateway.stop();
    }
  });

  test('an operation that an emulator does not have fails at once, not after retries', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'Action=BundleInstance&Version=2016-11-15';
    const reply = await send(new URL(cloud.endpoint), 'ec2', 'POST', '/', body, headers);
    expect(reply.status).toBe(501);
    expect(reply.body).toContain('<Code>NotImplemented</Code>');
  });
});

test('a service may be implemented in this process', async () => {
  const services = {
    secretsmanager: async ({ body }: { body: Buffer }) => ({ status: 200, headers: { 'x-own': 'yes' }, body }),
  };
  const gateway = await startGateway({ accountId: '111111111111', region, services });
  try {
    const reply = await send(new URL(gateway.endpoint), 'secretsmanager', 'POST', '/', '{"SecretId":"a"}');
    expect(reply).toEqual({ status: 200, body: '{"SecretId":"a"}' });
  } finally {
    await gateway.stop();
  }
});
