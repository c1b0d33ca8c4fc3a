import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { KmsKey } from '../index';

export const breaks = 'KmsKeyDeletionWindow';

/** KMS keeps a key for seven days at least. */
export function example(scope: Construct, environment: Environment): KmsKey {
  return new KmsKey(scope, 'Key', {
    environment,
    name: 'orders',
    description: 'Orders in the database',
    keyDeletionWindowDays: 3,
  });
}
