import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { evaluateAlarm } from '../../tests/cloudwatch/alarm';
import { production, testEnvironment } from '../../tests/support/environment';
import { metricAlarm } from '../../tests/support/metric-alarm';
import { testRules } from '../../tests/support/rule-cases';
import { synthesized } from '../../tests/support/synthesized';
import type { Environment } from '../shared/environment';
import { dynamodbTableCases } from './dynamodb-table.cases';
import { example as indexed } from './examples/indexed';
import { example as smallest } from './examples/smallest';
import { DynamodbTable, type DynamodbTableProps, dynamodbTableRules, type GlobalSecondaryIndex } from './index';

const build = (scope: Construct, environment: Environment, given: Partial<DynamodbTableProps>) =>
  new DynamodbTable(scope, 'Table', {
    environment,
    name: 'orders',
    hashKey: 'orderId',
    attributes: { orderId: 'S' },
    alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
    ...given,
  });
const table = (given: Partial<DynamodbTableProps> = {}, environment = testEnvironment()) =>
  synthesized((scope) => build(scope, environment, given), environment);

testRules({ rules: dynamodbTableRules, cases: dynamodbTableCases, build });

test('BAK4 is a table with a key of its own, paid by request and restorable', () => {
  const made = table();
  expect(made.inventory).toEqual({
    aws_dynamodb_table: 1,
    aws_kms_key: 1,
    aws_kms_alias: 1,
    aws_cloudwatch_metric_alarm: 6,
  });
  expect(made.only('aws_dynamodb_table')).toMatchObject({
    name: 'groundwork-orders-dev',
    billing_mode: 'PAY_PER_REQUEST',
    server_side_encryption: { enabled: true, kms_key_arn: expect.stringMatching(/^\$\{aws_kms_key\./) },
    point_in_time_recovery: {
      enabled: '${var.orders_point_in_time_recovery}',
      recovery_period_in_days: '${var.orders_point_in_time_recovery_days}',
    },
  });
  expect(made.variables.orders_point_in_time_recovery_days).toMatchObject({ default: 35 });
});

test('BAK4 is protected from deletion, in production in any case', () => {
  for (const environment of [testEnvironment(), production]) {
    const made = table({}, environment);
    expect(made.only('aws_dynamodb_table')).toMatchObject({
      deletion_protection_enabled: '${var.orders_table_deletion_protection}',
      lifecycle: { prevent_destroy: true },
    });
    expect(made.variables.orders_table_deletion_protection).toMatchObject({ default: true });
  }
  expect(table({}, testEnvironment({ allowDestroys: true })).only('aws_dynamodb_table')).toMatchObject({
    deletion_protection_enabled: false,
    lifecycle: { prevent_destroy: false },
  });
});

test('is in the backup plan of its environment, unless it is left out', () => {
  expect(synthesized(smallest).only('aws_dynamodb_table').tags).toMatchObject({ Backup: 'groundwork-dev' });
  expect(synthesized(indexed).only('aws_dynamodb_table').tags).not.toHaveProperty('Backup');
});

test('has indexes, a stream and items that expire, where it is told to', () => {
  const made = synthesized(indexed).only('aws_dynamodb_table');
  expect(made.global_secondary_index).toEqual([
    { name: 'by-person', hash_key: 'personId', range_key: 'startedAt', projection_type: 'ALL' },
    {
      name: 'by-country',
      hash_key: 'country',
      projection_type: 'INCLUDE',
      non_key_attributes: ['device', 'language'],
    },
  ]);
  expect(made).toMatchObject({
    ttl: { enabled: true, attribute_name: 'expiresAt' },
    stream_enabled: true,
    stream_view_type: 'NEW_AND_OLD_IMAGES',
  });
  const plain = synthesized(smallest).only('aws_dynamodb_table');
  for (const absent of ['ttl', 'stream_enabled', 'stream_view_type']) expect(plain).not.toHaveProperty(absent);
});

test('offers the metrics of the table', () => {
  const offers: unknown[] = [];
  synthesized((scope, environment) =>
    offers.push(...build(scope, environment, { throttleAlarmThreshold: 7 }).offers()),
  );
  expect(offers).toEqual([
    expect.objectContaining({
      service: 'table',
      metrics: expect.arrayContaining([
        expect.objectContaining({
          name: 'ReadThrottleEvents',
          dimensions: { TableName: 'groundwork-orders-dev' },
          concern: { above: 7 },
        }),
      ]),
    }),
  ]);
});

describe('alarms', () => {
  const made = synthesized(indexed);
  const alarms = made.all('aws_cloudwatch_metric_alarm');

  test('are on throttled reads and writes, of the table and of each index', () => {
    const throttles = alarms.filter(({ metric_name: metric }) => /Throttle/.test(String(metric)));
    expect(throttles.map(({ metric_name, dimensions }) => [metric_name, dimensions])).toEqual(
      ['by-country', 'by-person', undefined].flatMap((GlobalSecondaryIndexName) =>
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => [
          metric,
          { TableName: 'groundwork-sessions-dev', ...(GlobalSecondaryIndexName && { GlobalSecondaryIndexName }) },
        ]),
      ),
    );
  });

  test('are on the failures of DynamoDB itself, by operation', () => {
    const failures = alarms.filter(({ metric_name: metric }) => metric === 'SystemErrors');
    expect(failures.map(({ dimensions }) => dimensions)).toEqual(
      ['GetItem', 'PutItem'].map((Operation) => ({ TableName: 'groundwork-sessions-dev', Operation })),
    );
  });

  test('fire at their threshold, and not where nothing was counted', () => {
    const settings = { treatMissingData: 'notBreaching', evaluationPeriods: 1 } as const;
    for (const alarm of alarms) {
      const { threshold } = metricAlarm(alarm, made.variables);
      expect(alarm).toMatchObject({
        comparison_operator: 'GreaterThanOrEqualToThreshold',
        treat_missing_data: settings.treatMissingData,
        evaluation_periods: settings.evaluationPeriods,
        alarm_actions: [expect.stringMatching(/^\$\{aws_sns_topic\./)],
      });
      expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
      const states = [undefined, threshold - 1, threshold].map((count) =>
        evaluateAlarm(
          { ...settings, threshold, comparisonOperator: 'GreaterThanOrEqualToThreshold' },
          [count],
          'INSUFFICIENT_DATA',
        ),
      );
      expect(states).toEqual(['OK', 'OK', 'ALARM']);
    }
  });

  test('are there where they are wanted', () => {
    expect(table({ enableTableAlarms: false }).inventory).not.toHaveProperty('aws_cloudwatch_metric_alarm');
  });
});

describe('the shape of a table', () => {
  const ids = (given: Partial<DynamodbTableProps>) => table(given).faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);
  const index = (more: Partial<GlobalSecondaryIndex> = {}) => ({ hashKey: 'orderId', ...more });
  const indexes = (count: number, more?: Partial<GlobalSecondaryIndex>) =>
    Object.fromEntries(Array.from({ length: count }, (_, place) => [`index-${place}`, index(more)]));
  const names = (count: number) => Array.from({ length: count }, (_, place) => `attribute${place}`);

  test.each<[string, Partial<DynamodbTableProps>]>([
    ['TableName', { name: 'or ders' }],
    ['TableIndexNames', { globalSecondaryIndexes: { by: index() } }],
    ['TableAttributeNames', { hashKey: 'x'.repeat(256), attributes: { ['x'.repeat(256)]: 'S' } }],
    ['TableUnusedAttributes', { attributes: { orderId: 'S', total: 'N' } }],
    ['TableKeyTypes', { rangeKey: 'placedAt' }],
    ['TableKeyTypes', { globalSecondaryIndexes: { 'by-customer': { hashKey: 'customerId' } } }],
    ['TableKeysDiffer', { rangeKey: 'orderId' }],
    ['TableKeysDiffer', { globalSecondaryIndexes: { twice: index({ rangeKey: 'orderId' }) } }],
    ['TableIndexCount', { globalSecondaryIndexes: indexes(21) }],
    ['TableProjections', { globalSecondaryIndexes: { odd: index({ nonKeyAttributes: ['total'] }) } }],
    ['TableProjections', { globalSecondaryIndexes: { odd: index({ projectionType: 'INCLUDE' }) } }],
    [
      'TableIncludedAttributes',
      { globalSecondaryIndexes: { wide: index({ projectionType: 'INCLUDE', nonKeyAttributes: names(101) }) } },
    ],
    [
      'TableTimeToLiveKey',
      { rangeKey: 'endsAt', attributes: { orderId: 'S', endsAt: 'S' }, timeToLiveAttribute: 'endsAt' },
    ],
  ])('%s refuses %j, alone', (id, given) => {
    expect(ids(given)).toEqual([id]);
  });

  test.each<[string, Partial<DynamodbTableProps>]>([
    ['TableName', { name: 'x'.repeat(255 - 'groundwork--dev'.length) }],
    ['TableIndexNames', { globalSecondaryIndexes: { ids: index() } }],
    ['TableAttributeNames', { hashKey: 'x'.repeat(255), attributes: { ['x'.repeat(255)]: 'S' } }],
    ['TableIndexCount', { globalSecondaryIndexes: indexes(20) }],
    [
      'TableIncludedAttributes',
      { globalSecondaryIndexes: indexes(4, { projectionType: 'INCLUDE', nonKeyAttributes: names(25) }) },
    ],
    [
      'TableTimeToLiveKey',
      { rangeKey: 'endsAt', attributes: { orderId: 'S', endsAt: 'N' }, timeToLiveAttribute: 'endsAt' },
    ],
  ])('%s takes what is just legal', (id, given) => {
    expect(ids(given)).not.toContain(id);
  });
});
