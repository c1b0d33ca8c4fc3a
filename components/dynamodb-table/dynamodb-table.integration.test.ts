import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Build, StackOnCloud } from '../../tests/support/stack-on-cloud';
import { AlarmTopic } from '../alarm-topic';
import { example as indexed } from './examples/indexed';
import { DynamodbTable, type DynamodbTableProps } from './index';

const table =
  (given: Partial<DynamodbTableProps> = {}): Build =>
  (scope, environment) =>
    new DynamodbTable(scope, 'Table', {
      environment,
      name: 'orders',
      hashKey: 'orderId',
      attributes: { orderId: 'S' },
      alarmTopic: new AlarmTopic(scope, 'AlarmTopic', { environment }),
      ...given,
    });

describe('a table on the local cloud', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(table());
  });
  afterAll(() => stack?.close());

  test('is applied, and leaves nothing to change', async () => {
    await stack.apply(table());
    expect(await stack.plan(table())).toEqual([]);
  });

  test('gets an index in place, with the alarms on it', async () => {
    const more = table({
      attributes: { orderId: 'S', customerId: 'S' },
      globalSecondaryIndexes: { 'by-customer': { hashKey: 'customerId' } },
    });
    const changes = await stack.plan(more);
    expect(changes.filter((change) => !/metric_alarm/.test(change))).toEqual([
      expect.stringMatching(/^update aws_dynamodb_table\.Table_/),
    ]);
    expect(changes).toHaveLength(3);
    await stack.apply(more);
    expect(await stack.plan(more)).toEqual([]);
  });

  test('is replaced by one with another key, and has indexes, a stream and an end of items', async () => {
    await stack.apply(indexed);
    expect(await stack.plan(indexed)).toEqual([]);
    expect(await stack.output('sessions_table_stream_arn')).toMatch(/^arn:aws:dynamodb:.*\/stream\//);
  });
});
