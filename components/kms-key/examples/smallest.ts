import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { KmsKey } from '../index';

/** A key that those may use whom IAM policies of the account let. */
export function example(scope: Construct, environment: Environment): KmsKey {
  return new KmsKey(scope, 'Key', { environment, name: 'orders', description: 'Orders in the database' });
}
