import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { accountWideName, arnOf, camelCase, regionalName, snakeCase, worldWideName } from './naming';

const environment = testEnvironment({ name: 'staging', partition: 'aws-us-gov', region: 'us-gov-west-1' });

test.each([
  ['multiAz', 'multi_az'],
  ['vpcCidr', 'vpc_cidr'],
  ['flowLogsRetentionDays', 'flow_logs_retention_days'],
  ['ipv4Address', 'ipv4_address'],
  ['a', 'a'],
])('%s is %s to Terraform', (camel, snake) => {
  expect(snakeCase(camel)).toBe(snake);
});

test('different properties have different variables', () => {
  const property = fc.stringMatching(/^[a-z][A-Za-z0-9]*$/);
  fc.assert(fc.property(property, property, (a, b) => a === b || snakeCase(a) !== snakeCase(b)));
});

test.each([
  ['state-access-logs', 'stateAccessLogs'],
  ['alarms', 'alarms'],
])('%s is the property %s', (dashed, camel) => {
  expect(camelCase(dashed)).toBe(camel);
});

test('ENV5 names carry what keeps them apart where they must be unique', () => {
  expect(regionalName(environment, 'nat')).toBe('groundwork-nat-staging');
  expect(accountWideName(environment, 'nat')).toBe('groundwork-nat-staging-us-gov-west-1');
  expect(worldWideName(environment, 'nat')).toBe('groundwork-nat-staging-111122223333-us-gov-west-1');
});

test('ARNs begin with the partition', () => {
  expect(arnOf(environment, 'logs', 'log-group:x')).toBe('arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:x');
});
