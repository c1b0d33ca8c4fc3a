import { expect, test } from 'vitest';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { example as smallest } from './examples/smallest';
import { example as twoGroups } from './examples/two-groups';
import { LogGroups, logGroupsRules } from './index';
import { logGroupsCases } from './log-groups.cases';

testRules({
  rules: logGroupsRules,
  cases: logGroupsCases,
  build: (scope, environment, given) =>
    new LogGroups(scope, 'Logs', {
      environment,
      name: 'orders',
      description: 'Log of the orders',
      logGroups: { application: '/orders' },
      ...given,
    }),
});

test('is a group and its key', () => {
  expect(synthesized(smallest).inventory).toEqual({ aws_cloudwatch_log_group: 1, aws_kms_key: 1, aws_kms_alias: 1 });
});

test('takes its retention from a variable, and is encrypted with the key', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_cloudwatch_log_group')).toMatchObject({
    name: '/groundwork/dev/orders',
    retention_in_days: '${var.orders_logs_retention_days}',
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
  });
  expect(made.variables.orders_logs_retention_days).toMatchObject({ type: 'number', default: 30 });
});

test('two groups share a key, which CloudWatch Logs may use for these two and for no other', () => {
  const made = synthesized(twoGroups);
  expect(made.inventory).toEqual({ aws_cloudwatch_log_group: 2, aws_kms_key: 1, aws_kms_alias: 1 });
  expect(statementsOf(made.only('aws_kms_key').policy).LogGroupEncrypt).toMatchObject({
    Effect: 'Allow',
    Principal: { Service: 'logs.us-west-2.amazonaws.com' },
    Condition: {
      ArnEquals: {
        'kms:EncryptionContext:aws:logs:arn': ['application', 'audit'].map(
          (name) => `arn:aws:logs:us-west-2:111122223333:log-group:/groundwork/dev/orders/${name}`,
        ),
      },
    },
  });
});

test('exposes names and ARNs in the order in which the groups were given', () => {
  const { orders_log_group_names: names } = synthesized(twoGroups).outputs;
  expect(names?.value).toEqual([expect.stringContaining('Group_application'), expect.stringContaining('Group_audit')]);
});
