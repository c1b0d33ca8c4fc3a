import { KmsKey } from '../kms-key';
import { S3Bucket } from '../s3-bucket';
import type { Component } from '../shared/component';
import type { Statement } from '../shared/iam/policy-document';
import { arnOf } from '../shared/naming';

/** A bucket that flow logs are delivered to; from a quarter of a year on records are stored at a lower price. */
export function archive(component: Component): S3Bucket {
  const { environment } = component;
  const ofThisAccount: Statement['conditions'] = {
    StringEquals: { 'aws:SourceAccount': environment.accountId },
    ArnLike: { 'aws:SourceArn': arnOf(environment, 'logs', '*') },
  };
  const delivery = { Service: 'delivery.logs.amazonaws.com' };
  const key = new KmsKey(component, 'ArchiveKey', {
    environment,
    name: 'flow-logs-archive',
    description: 'Copy of the flow logs in S3',
    usage: [
      {
        sid: 'LogDeliveryEncrypt',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        principals: delivery,
        conditions: ofThisAccount,
        because: 'in the policy of a key, * is that key',
      },
    ],
  });
  return new S3Bucket(component, 'Archive', {
    environment,
    name: 'flow-logs',
    keyArn: key.keyArn,
    aging: {
      transitions: [
        { afterDays: 90, storageClass: 'STANDARD_IA' },
        { afterDays: 180, storageClass: 'GLACIER' },
      ],
    },
    grants: (bucketArn) => [
      {
        sid: 'LogDeliveryWrite',
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/AWSLogs/${environment.accountId}/*`],
        principals: delivery,
        conditions: {
          ...ofThisAccount,
          StringEquals: { 'aws:SourceAccount': environment.accountId, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
      {
        sid: 'LogDeliveryCheck',
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: [bucketArn],
        principals: delivery,
        conditions: ofThisAccount,
      },
    ],
  });
}
