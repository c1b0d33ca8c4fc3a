import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ComponentStack } from '../../tests/support/component-stack';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { example as inVpc } from './examples/in-a-vpc';
import { example as smallest } from './examples/smallest';
import { LambdaFunction, lambdaFunctionRules, sampleCode } from './index';
import { lambdaFunctionCases } from './lambda-function.cases';

const props = { name: 'orders', description: 'Counts the orders', code: sampleCode };

testRules({
  rules: lambdaFunctionRules,
  cases: lambdaFunctionCases,
  build: (scope, environment, given) => new LambdaFunction(scope, 'Function', { environment, ...props, ...given }),
});

describe('names', () => {
  const faults = (name: string) =>
    synthesized((scope, environment) => new LambdaFunction(scope, 'Function', { environment, ...props, name })).faults;
  // `groundwork-` and `-dev` take 15 of 64 characters; `-us-west-2` takes 10 more of the role's.
  const longest = 'x'.repeat(64 - 15 - 10);

  test('LambdaFunctionRoleName takes 64 characters, and no more', () => {
    expect(faults(longest)).toEqual([]);
    const [fault, ...others] = faults(`${longest}x`);
    expect(others).toEqual([]);
    expect(fault).toContain('test/Function [LambdaFunctionRoleName]');
    expect(fault).toContain(`found: roleName = "groundwork-${longest}x-dev-us-west-2"`);
  });

  test('LambdaFunctionName takes 64 characters, and no more', () => {
    const ids = (name: string) => faults(name).map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);
    expect(ids(`${longest}${'x'.repeat(10)}`)).toEqual(['LambdaFunctionRoleName']);
    expect(ids(`${longest}${'x'.repeat(11)}`)).toEqual(['LambdaFunctionName', 'LambdaFunctionRoleName']);
    expect(ids('all orders')).toEqual(['LambdaFunctionName', 'LambdaFunctionRoleName']);
  });
});

test('is a function with a role, a log and a key', () => {
  expect(synthesized(smallest).inventory).toEqual({
    aws_lambda_function: 1,
    aws_iam_role: 1,
    aws_iam_role_policy: 1,
    aws_cloudwatch_log_group: 1,
    aws_kms_key: 1,
    aws_kms_alias: 1,
  });
});

test('D5 runs on Node.js 22 and Arm, traced, its log structured, its settings encrypted', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_lambda_function')).toMatchObject({
    function_name: 'groundwork-orders-dev',
    runtime: 'nodejs22.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    filename: '${path.module}/assets/orders.zip',
    source_code_hash: sampleCode.sha256,
    memory_size: '${var.orders_memory_size}',
    timeout: '${var.orders_timeout_secs}',
    reserved_concurrent_executions: '${var.orders_reserved_concurrency}',
    kms_key_arn: expect.stringMatching(/^\$\{aws_kms_key\./),
    tracing_config: { mode: 'Active' },
    logging_config: { log_format: 'JSON', log_group: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\./) },
    depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
  });
  expect(made.only('aws_cloudwatch_log_group')).toMatchObject({ name: '/aws/lambda/groundwork-orders-dev' });
});

test('its role is assumed by Lambda for this account alone', () => {
  const { AssumedByService } = statementsOf(synthesized(smallest).only('aws_iam_role').assume_role_policy);
  expect(AssumedByService).toMatchObject({ Principal: { Service: 'lambda.amazonaws.com' } });
  expect(AssumedByService?.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': '111122223333' } });
});

test('its role may write its own log and its traces, and nothing else', () => {
  const statements = statementsOf(synthesized(smallest).only('aws_iam_role_policy').policy);
  expect(Object.keys(statements)).toEqual(['WriteLog', 'WriteTraces']);
  expect(statements.WriteLog?.Resource).toEqual([
    expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/),
  ]);
});

describe('in a VPC', () => {
  const made = synthesized(inVpc);

  test('has a group of its own, which lets it out to what admits it', () => {
    expect(made.only('aws_lambda_function').vpc_config).toMatchObject({
      security_group_ids: [expect.stringContaining('Function_SecurityGroup')],
      subnet_ids: [expect.stringContaining('private0'), expect.stringContaining('private1')],
    });
    expect(made.only('aws_vpc_security_group_egress_rule')).toMatchObject({
      description: 'orders to vpc-endpoints on tcp 443',
    });
  });

  test('Lambda may connect it in this account and region; its own code may not', () => {
    const { ConnectToVpc, NotByItsCode, WriteTraces, ReadOrders } = statementsOf(
      made.only('aws_iam_role_policy').policy,
    );
    expect(ConnectToVpc?.Resource).toEqual(['arn:aws:ec2:us-west-2:111122223333:*/*']);
    expect(NotByItsCode).toMatchObject({
      Effect: 'Deny',
      Action: expect.arrayContaining([...(ConnectToVpc?.Action ?? [])]),
      Condition: {
        ArnEquals: {
          'lambda:SourceFunctionArn': 'arn:aws:lambda:us-west-2:111122223333:function:groundwork-orders-dev',
        },
      },
    });
    expect(WriteTraces).toBeUndefined();
    expect(ReadOrders?.Resource).toEqual(['arn:aws:dynamodb:us-west-2:111122223333:table/orders']);
  });

  test('passes its settings on', () => {
    expect(made.only('aws_lambda_function')).toMatchObject({
      environment: { variables: { TABLE: 'orders' } },
      tracing_config: { mode: 'PassThrough' },
    });
    expect(made.variables).toMatchObject({
      orders_timeout_secs: { default: 60 },
      orders_reserved_concurrency: { default: 1 },
      orders_logs_retention_days: { default: 7 },
    });
  });
});

test('connections of a function in no VPC are an error that says so', () => {
  expect(() =>
    synthesized((scope, environment) =>
      smallest(scope, environment).connections.allowFrom({ name: 'a', cidr: 'b' }, 1),
    ),
  ).toThrow('test/Function: it is connected to no VPC; give it a network');
});

test('the zip is written beside the JSON, where the function looks for it', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'groundwork-lambda-'));
  try {
    const app = new App({ outdir, skipValidation: true });
    smallest(new ComponentStack(app, 'code', testEnvironment()), testEnvironment());
    app.synth();
    const zip = readFileSync(join(outdir, 'stacks', 'code', 'assets', 'orders.zip'));
    expect(createHash('sha256').update(zip).digest('base64')).toBe(sampleCode.sha256);
    expect(Object.keys(unzipSync(zip))).toEqual(['index.js']);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
