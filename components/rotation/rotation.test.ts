import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../lambdas/rotate-db-secret/settings';
import { parseEventPattern } from '../../tests/cloudwatch/event-pattern';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { DbSecret } from '../db-secret';
import { sampleCode } from '../lambda-function';
import { RdsInstance } from '../rds';
import type { Environment } from '../shared/environment';
import { rotationPattern } from './events';
import { example as alternating } from './examples/alternating-users';
import { example as smallest } from './examples/smallest';
import { hits, nearMisses, secretOfEvents } from './fixtures/recorded-events';
import { Rotation, type RotationProps, rotationReachRules, rotationRules } from './index';
import { rotationCases } from './rotation.cases';

const alarmTopic = { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' };
const vpc = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const network = {
  vpcId: 'vpc-1',
  privateSubnetIds: ['subnet-1', 'subnet-2'],
  egress: 'none',
  interfaceEndpoints: ['secretsmanager'],
  endpointSecurityGroupId: 'sg-endpoints',
};

/** A database, a user of it that its master may change, and the rotation of that user. */
function build(scope: Construct, environment: Environment, given: Partial<RotationProps> = {}): Rotation {
  const shared = { environment, alarmTopic };
  const database = new RdsInstance(scope, 'Database', { ...shared, name: 'orders', engineVersion: '17', network: vpc });
  const { masterSecret } = database;
  const secret = new DbSecret(scope, 'Secret', { environment, name: 'orders-app', username: 'app', masterSecret });
  secret.attachTo(database.address);
  const props = { ...shared, name: 'orders-app', secret, database, network, code: sampleCode };
  return new Rotation(scope, 'Rotation', { ...props, ...given });
}

testRules({ rules: rotationRules, cases: rotationCases, build });

const made = synthesized(smallest);
const rotation = made.only('aws_secretsmanager_secret_rotation');

test('ROT1 rotates at once and every thirty days, is watched, and keeps its log for a week', () => {
  expect(rotation).toMatchObject({
    rotate_immediately: true,
    rotation_rules: { automatically_after_days: '${var.orders_rotation_days}' },
  });
  expect(made.variables).toMatchObject({
    orders_enable_secrets_rotation: { default: true },
    orders_rotation_days: { default: 30 },
    orders_enable_rotation_alarms: { default: true },
    orders_rotation_logs_retention_days: { default: 7 },
  });
});

test('rotates only when all is there that the first rotation needs', () => {
  const kinds = Array.from(rotation.depends_on as string[], (address) => address.split('.')[0]).sort();
  expect(kinds).toEqual([
    'aws_cloudwatch_event_target',
    'aws_iam_role_policy',
    'aws_lambda_permission',
    'aws_secretsmanager_secret_version',
    'aws_vpc_security_group_egress_rule',
    'aws_vpc_security_group_egress_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_ingress_rule',
  ]);
});

test('ROT2 tells the function the strategy and how passwords are made, in words that it knows', () => {
  const { environment } = synthesized(alternating).only('aws_lambda_function');
  const { variables } = environment as { variables: Record<string, string> };
  expect(variables).toEqual({
    ROTATION_STRATEGY: 'alternating-users',
    PASSWORD_LENGTH: '${var.orders_app_password_length}',
    EXCLUDE_CHARACTERS: '${var.orders_app_password_excluded_characters}',
  });
  expect(readSettings({ ...variables, PASSWORD_LENGTH: '32', EXCLUDE_CHARACTERS: '/"@' })).toMatchObject({
    strategy: 'alternating-users',
    passwordLength: 32,
    excludeCharacters: '/"@',
  });
});

describe('ROT3 the function is in private subnets, and reaches what it needs and nothing else', () => {
  const rules = (example: typeof smallest) =>
    synthesized(example)
      .all('aws_vpc_security_group_egress_rule')
      .map(({ description }) => description);

  test('with an endpoint: the database and the endpoint', () => {
    expect(rules(smallest)).toEqual([
      'orders-rotation to orders-db on tcp 5432',
      'orders-rotation to vpc-endpoints on tcp 443',
    ]);
    expect(made.only('aws_lambda_function').vpc_config).toMatchObject({
      subnet_ids: [expect.stringContaining('private0'), expect.stringContaining('private1')],
    });
  });

  test('without: the database and HTTPS', () => {
    expect(rules(alternating)).toEqual([
      'orders-app-rotation to orders-db on tcp 3306',
      'APIs of AWS that have no endpoint in the VPC; their addresses change',
    ]);
  });

  test('and the database admits it', () => {
    expect(made.only('aws_vpc_security_group_ingress_rule', 'orders-db-from')).toMatchObject({
      security_group_id: expect.stringContaining('Database_SecurityGroup'),
      referenced_security_group_id: expect.stringContaining('Function_SecurityGroup'),
      from_port: 5432,
      to_port: 5432,
    });
  });
});

describe('ROT4 alarms and events', () => {
  test('tell of failures and of what takes long', () => {
    const alarms = made.named('aws_cloudwatch_metric_alarm', 'Rotation_');
    expect(alarms.map(({ metric_name, statistic, threshold }) => [metric_name, statistic, threshold])).toEqual([
      ['Duration', 'Maximum', '${var.orders_rotation_duration_alarm_threshold}'],
      ['Errors', 'Sum', 1],
    ]);
    for (const alarm of alarms)
      expect(alarm).toMatchObject({
        namespace: 'AWS/Lambda',
        dimensions: { FunctionName: made.only('aws_lambda_function').function_name },
        treat_missing_data: 'notBreaching',
        alarm_actions: [expect.stringMatching(/^\$\{aws_sns_topic\./)],
      });
  });

  const matches = parseEventPattern(rotationPattern(secretOfEvents));

  test.each(Object.entries(hits))('see %s', (_, event) => {
    expect(matches(event)).toBe(true);
  });

  test.each(Object.entries(nearMisses))('do not see %s', (_, event) => {
    expect(matches(event)).toBe(false);
  });

  test('go to the topic, as a sentence', () => {
    expect(JSON.parse(String(made.only('aws_cloudwatch_event_rule', 'Rotation_').event_pattern))).toEqual(
      rotationPattern(String(rotation.secret_id)),
    );
    expect(made.only('aws_cloudwatch_event_target', 'Rotation_')).toMatchObject({
      arn: expect.stringMatching(/^\$\{aws_sns_topic\./),
      input_transformer: { input_template: '"<event> at <time>: <secret> <reason>"' },
    });
  });
});

describe('ROT5 the role', () => {
  const statements = statementsOf(made.only('aws_iam_role_policy', 'Rotation_').policy);

  test('may rotate that secret, use its key through Secrets Manager, and be connected', () => {
    expect(Object.keys(statements)).toEqual([
      'WriteLog',
      'WriteTraces',
      'ConnectToVpc',
      'LookAtVpc',
      'NotByItsCode',
      'RotateSecret',
      'UseKey',
      'GeneratePassword',
    ]);
    expect(statements.RotateSecret?.Resource).toEqual([rotation.secret_id]);
    expect(statements.UseKey).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: [expect.stringMatching(/^\$\{aws_kms_key\.Database_Secret_Key_\w+\.arn\}$/)],
      Condition: {
        StringEquals: {
          'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com',
          'kms:EncryptionContext:SecretARN': rotation.secret_id,
        },
      },
    });
    expect(statements.GeneratePassword?.Action).toEqual(['secretsmanager:GetRandomPassword']);
  });

  test('of users that take turns may read the master secret as well, and ask RDS where it belongs', () => {
    const more = statementsOf(synthesized(alternating).only('aws_iam_role_policy', 'Rotation_').policy);
    expect(more.ReadMasterSecret?.Action).toEqual(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']);
    expect(more.UseMasterKey?.Action).toEqual(['kms:Decrypt']);
    expect(more.AskRds0?.Resource).toEqual(['arn:aws:rds:us-west-2:111122223333:db:*']);
  });

  test('and Secrets Manager may invoke the function for this account', () => {
    expect(made.only('aws_lambda_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      source_account: '111122223333',
    });
  });
});

test('RotationPasswordOwner: D7 a secret that RDS manages is not rotated by a function of ours', () => {
  const { faults, inventory } = synthesized((scope, environment) => {
    const shared = { environment, alarmTopic, name: 'orders', engineVersion: '17', network: vpc };
    const database = new RdsInstance(scope, 'Database', { ...shared, passwordOwner: 'managed' });
    const props = { environment, alarmTopic, name: 'orders', database, network, code: sampleCode };
    new Rotation(scope, 'Rotation', { ...props, secret: database.masterSecret });
  });
  expect(faults).toEqual([expect.stringContaining('test/Rotation [RotationPasswordOwner]')]);
  expect(inventory).not.toHaveProperty('aws_lambda_function');
});

test('RotationMasterSecret: users that take turns need a master', () => {
  const faults = (rotationStrategy: string) =>
    synthesized((scope, environment) => {
      const secret = new DbSecret(scope, 'Alone', { environment, name: 'alone', username: 'app' });
      secret.attachTo({ engine: 'postgres', host: 'a.example.com', port: 5432, dbname: 'app' });
      build(scope, environment, { secret, rotationStrategy });
    }).faults;
  expect(faults('single-user')).toEqual([]);
  expect(faults('alternating-users')).toEqual([expect.stringContaining('test/Rotation [RotationMasterSecret]')]);
});

test('makes nothing where it is switched off', () => {
  const off = synthesized((scope, environment) => build(scope, environment, { enableSecretsRotation: false }));
  for (const type of ['aws_lambda_function', 'aws_secretsmanager_secret_rotation', 'aws_cloudwatch_event_rule'])
    expect(off.named(type, 'Rotation_')).toEqual([]);
  expect(off.inventory).not.toHaveProperty('aws_lambda_function');
});

describe('proves that the function reaches what it needs, on what is about to be written', () => {
  /** Every construct of a kind in the stack, below whatever has `part` in its path. */
  const find = <T extends Construct>(scope: Construct, kind: abstract new (...args: never[]) => T, part: string): T => {
    const all = TerraformStack.of(scope).node.findAll();
    const [found, ...others] = all.filter((node): node is T => node instanceof kind && node.node.path.includes(part));
    if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} of ${part}, not one`);
    return found;
  };
  const take = (construct: Construct) => construct.node.scope?.node.tryRemoveChild(construct.node.id);
  const without = (policy: string, sid: string) => {
    const document: { Statement: { Sid: string }[] } = JSON.parse(policy);
    return JSON.stringify({ ...document, Statement: document.Statement.filter((each) => each.Sid !== sid) });
  };
  const revoke = (sid: string) => (scope: Construct) => {
    const policy = find(scope, IamRolePolicy, 'Rotation/Function');
    policy.policy = without(String(policy.policyInput), sid);
  };
  const drop =
    <T extends Construct>(kind: abstract new (...args: never[]) => T, part: string) =>
    (scope: Construct) =>
      take(find(scope, kind, part));

  const deletions: readonly [what: string, how: (scope: Construct) => void, ids: readonly string[]][] = [
    [
      'the rule out to the endpoint',
      drop(VpcSecurityGroupEgressRule, '-to-vpc-endpoints-443'),
      ['RotationEgressToSecretsManager'],
    ],
    [
      'the rule in at the endpoint',
      drop(VpcSecurityGroupIngressRule, 'vpc-endpoints-from-'),
      ['RotationIngressAtSecretsManager'],
    ],
    [
      'the rule out to the database',
      drop(VpcSecurityGroupEgressRule, '-to-orders-db-5432'),
      ['RotationEgressToDatabase'],
    ],
    [
      'the rule in at the database',
      drop(VpcSecurityGroupIngressRule, 'orders-db-from-'),
      ['RotationIngressAtDatabase'],
    ],
    ['the permission to invoke', drop(LambdaPermission, 'Rotation/Permission'), ['RotationInvocation']],
    ['the grant on the secret', revoke('RotateSecret'), Array(4).fill('RotationGrantOnSecret')],
    ['the grant on the key', revoke('UseKey'), Array(2).fill('RotationGrantOnKey')],
    ['the grant to generate', revoke('GeneratePassword'), ['RotationGrantOnSecret']],
    ['the grant on the master secret', revoke('ReadMasterSecret'), Array(2).fill('RotationGrantOnSecret')],
    ["the grant on the master's key", revoke('UseMasterKey'), ['RotationGrantOnKey']],
    [
      'the account from the policy of the key',
      (scope) => {
        const key = find(scope, KmsKey, 'test/Secret/Key');
        key.policy = without(String(key.policyInput), 'AccountAdministration');
      },
      ['RotationKeyPolicy'],
    ],
    [
      'the permission of this account, given to another',
      (scope) => {
        find(scope, LambdaPermission, 'Rotation/Permission').sourceAccount = '444455556666';
      },
      ['RotationInvocation'],
    ],
    [
      'the protocol of the rule in at the database',
      (scope) => {
        find(scope, VpcSecurityGroupIngressRule, 'orders-db-from-').ipProtocol = 'udp';
      },
      ['RotationIngressAtDatabase'],
    ],
    [
      'by a denial that was added',
      (scope) => {
        const policy = find(scope, IamRolePolicy, 'Rotation/Function');
        policy.policy = String(policy.policyInput).replace(
          '"Statement":[',
          '"Statement":[{"Sid":"No","Effect":"Deny","Action":["kms:GenerateDataKey"],"Resource":["*"]},',
        );
      },
      ['RotationGrantOnKey'],
    ],
  ];

  const idsOf = (faults: readonly string[]) => faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

  test.each(deletions)('%s', (_, how, ids) => {
    const { faults } = synthesized((scope, environment) => {
      build(scope, environment);
      how(scope);
    });
    expect(idsOf(faults)).toEqual(ids);
    for (const fault of faults)
      expect(fault).toMatch(/^test\/Rotation \[\w+\]\n {2}.*\n {2}found: (no|the policy of) .*\n {2}fix: /);
  });

  test('RotationRouteToSecretsManager: neither an endpoint nor a way out', () => {
    const { faults } = synthesized((scope, environment) =>
      build(scope, environment, { network: { ...network, interfaceEndpoints: ['kms'] } }),
    );
    expect(idsOf(faults)).toEqual(['RotationRouteToSecretsManager']);
  });

  test('RotationRouteToRds, RotationEgressToRds, RotationGrantOnRds: a master secret that RDS manages', () => {
    const managed = (egress: string, how: (scope: Construct) => void = () => {}) =>
      idsOf(
        synthesized((scope, environment) => {
          const shared = { environment, alarmTopic, name: 'invoices', engineVersion: '17', network: vpc };
          const database = new RdsInstance(scope, 'Managed', { ...shared, passwordOwner: 'managed' });
          const { masterSecret } = database;
          const secret = new DbSecret(scope, 'User', { environment, name: 'user', username: 'app', masterSecret });
          secret.attachTo(database.address);
          build(scope, environment, { database, secret, network: { ...network, egress } });
          how(scope);
        }).faults,
      );
    expect(managed('nat_gateway_shared')).toEqual([]);
    expect(managed('none')).toEqual(['RotationRouteToRds']);
    expect(managed('nat_instance', drop(VpcSecurityGroupEgressRule, 'ToAwsApis'))).toEqual(['RotationEgressToRds']);
    expect(managed('nat_instance', revoke('AskRds1'))).toEqual(['RotationGrantOnRds']);
  });

  test('names every kind of edge', () => {
    const named = deletions.flatMap(([, , ids]) => ids);
    const others = ['RotationRouteToSecretsManager', 'RotationRouteToRds', 'RotationEgressToRds', 'RotationGrantOnRds'];
    expect(new Set([...named, ...others])).toEqual(new Set(Object.values(rotationReachRules).map(({ id }) => id)));
  });
});
