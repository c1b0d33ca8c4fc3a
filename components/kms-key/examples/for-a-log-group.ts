import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { arnOf } from '../../shared/naming';
import { KmsKey } from '../index';

/** A key that CloudWatch Logs may use, for one log group. */
export function example(scope: Construct, environment: Environment): KmsKey {
  const logGroup = arnOf(environment, 'logs', `log-group:/${environment.project}/${environment.name}/orders`);
  return new KmsKey(scope, 'Key', {
    environment,
    name: 'orders-log',
    description: 'Log of the orders',
    keyRotationPeriodDays: 180,
    usage: [
      {
        sid: 'LogGroupEncrypt',
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        principals: { Service: `logs.${environment.region}.amazonaws.com` },
        conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroup } },
        because: 'in the policy of a key, * is that key',
      },
    ],
  });
}
