import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { S3Bucket } from '../index';

export const breaks = 'S3NoncurrentVersionRetention';

/** What was overwritten by mistake could not be brought back. */
export function example(scope: Construct, environment: Environment): S3Bucket {
  return new S3Bucket(scope, 'Bucket', { environment, name: 'reports', noncurrentVersionRetentionDays: 0 });
}
