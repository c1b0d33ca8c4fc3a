import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { example as forLogGroup } from './examples/for-a-log-group';
import { example as smallest } from './examples/smallest';
import { KmsKey, kmsKeyRules } from './index';
import { kmsKeyCases } from './kms-key.cases';

testRules({
  rules: kmsKeyRules,
  cases: kmsKeyCases,
  build: (scope, environment, given) =>
    new KmsKey(scope, 'Key', { environment, name: 'orders', description: 'Orders', ...given }),
});

test('is a key and its alias', () => {
  expect(synthesized(smallest).inventory).toEqual({ aws_kms_key: 1, aws_kms_alias: 1 });
});

test('rotates, and takes its periods from variables that begin with its name', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_kms_key')).toMatchObject({
    enable_key_rotation: true,
    rotation_period_in_days: '${var.orders_key_rotation_period_days}',
    deletion_window_in_days: '${var.orders_key_deletion_window_days}',
  });
  expect(made.variables).toMatchObject({
    orders_key_rotation_period_days: { type: 'number', default: 365 },
    orders_key_deletion_window_days: { type: 'number', default: 30 },
  });
});

test('exposes the alias that it makes', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_kms_alias')).toMatchObject({ name: 'alias/groundwork-orders-dev' });
  expect(made.outputs).toMatchObject({ orders_key_alias: { value: 'alias/groundwork-orders-dev' } });
});

describe('its policy', () => {
  const policyIn = (partition: string) =>
    statementsOf(synthesized(smallest, testEnvironment({ partition })).only('aws_kms_key').policy);

  test('leaves the key to the administrators of the account, and to nobody else', () => {
    const statements = policyIn('aws');
    expect(Object.keys(statements)).toEqual(['AccountAdministration']);
    expect(statements.AccountAdministration?.Principal).toEqual({ AWS: 'arn:aws:iam::111122223333:root' });
  });

  test('is written for the partition', () => {
    expect(policyIn('aws-cn').AccountAdministration?.Principal).toEqual({ AWS: 'arn:aws-cn:iam::111122223333:root' });
  });

  test('admits a service under the conditions that are given', () => {
    const statements = statementsOf(synthesized(forLogGroup).only('aws_kms_key').policy);
    expect(statements.LogGroupEncrypt).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'logs.us-west-2.amazonaws.com' },
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-west-2:111122223333:log-group:/groundwork/dev/orders',
        },
      },
    });
  });
});

test.each([true, false])('is guarded unless the environment allows destroys: %s', (allowDestroys) => {
  const made = synthesized(smallest, testEnvironment({ allowDestroys }));
  expect(made.only('aws_kms_key').lifecycle).toMatchObject({ prevent_destroy: !allowDestroys });
});
