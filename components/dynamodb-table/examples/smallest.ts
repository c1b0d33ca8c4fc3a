import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { DynamodbTable } from '../index';

/** A table of orders, found by their id. */
export function example(scope: Construct, environment: Environment): DynamodbTable {
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new DynamodbTable(scope, 'Table', {
    environment,
    name: 'orders',
    hashKey: 'orderId',
    attributes: { orderId: 'S' },
    alarmTopic,
  });
}
