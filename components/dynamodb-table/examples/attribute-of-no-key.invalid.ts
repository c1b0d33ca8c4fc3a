import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { DynamodbTable } from '../index';

export const breaks = 'TableUnusedAttributes';

/** An order may have a total, and a table says nothing of it. */
export function example(scope: Construct, environment: Environment): DynamodbTable {
  return new DynamodbTable(scope, 'Table', {
    environment,
    name: 'orders',
    hashKey: 'orderId',
    attributes: { orderId: 'S', total: 'N' },
    alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
  });
}
