import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { DynamodbTable } from '../index';

export const breaks = 'TableKeyTypes';

/** An index by an attribute of which nobody says whether it is a text or a number. */
export function example(scope: Construct, environment: Environment): DynamodbTable {
  return new DynamodbTable(scope, 'Table', {
    environment,
    name: 'orders',
    hashKey: 'orderId',
    attributes: { orderId: 'S' },
    globalSecondaryIndexes: { 'by-customer': { hashKey: 'customerId' } },
    alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
  });
}
