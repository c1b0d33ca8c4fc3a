import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { S3Bucket } from '../index';

/** A private bucket, encrypted with a key that S3 manages. */
export function example(scope: Construct, environment: Environment): S3Bucket {
  return new S3Bucket(scope, 'Bucket', { environment, name: 'reports' });
}
