import type { Construct } from 'constructs';
import { KmsKey } from '../../kms-key';
import type { Environment } from '../../shared/environment';
import { S3Bucket } from '../index';

/** Encrypted with a key of one's own, aging into cheaper storage, and with a log of who read and wrote. */
export function example(scope: Construct, environment: Environment): S3Bucket {
  const key = new KmsKey(scope, 'Key', { environment, name: 'reports', description: 'Reports' });
  const accessLogBucket = new S3Bucket(scope, 'AccessLog', {
    environment,
    name: 'report-access',
    aging: { expireAfterDays: 365 },
    grants: (bucketArn) => [
      {
        sid: 'DeliverAccessLogs',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/*`],
        principals: { Service: 'logging.s3.amazonaws.com' },
        conditions: { StringEquals: { 'aws:SourceAccount': environment.accountId } },
      },
    ],
  });
  return new S3Bucket(scope, 'Bucket', {
    environment,
    name: 'reports',
    keyArn: key.keyArn,
    accessLogBucket,
    aging: {
      transitions: [
        { afterDays: 90, storageClass: 'STANDARD_IA' },
        { afterDays: 180, storageClass: 'GLACIER' },
      ],
    },
  });
}
