import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { S3Bucket } from '../s3-bucket';
import { markForBackup } from '../shared/backup-tag';
import { Component } from '../shared/component';
import type { Statement } from '../shared/iam/policy-document';
import { type Offer, type Offering, offer, table } from '../shared/metrics';
import { worldWideName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { stateBucketName, stateLocation } from './location';
import { type BackendProps, backendSettings } from './props';
import { backendRules } from './rules';

export { stateLocation } from './location';
export { type BackendProps, backendSettings } from './props';
export { backendRules } from './rules';

export const backendOutputs = {
  stateBucketName: one('Bucket of the Terraform states'),
  stateKeyArn: one('ARN of the key that encrypts the states'),
  stateLockTableName: one('Table that holds the locks of states'),
} as const;

/** Bucket, key and lock table for the Terraform states of an environment, its own state among them. */
export class Backend extends Component implements Offering {
  readonly stateBucketName: string;
  readonly stateKeyArn: string;
  readonly stateLockTableName: string;

  constructor(scope: Construct, id: string, props: BackendProps) {
    super(scope, id, 'backend', props.environment);
    const { environment } = props;
    const { values } = declareSettings(this, backendSettings, props, backendRules);

    const key = new KmsKey(this, 'Key', {
      environment,
      name: 'tfstate',
      description: 'Terraform states and their locks',
    });
    const accessLogs = new S3Bucket(this, 'AccessLogs', {
      environment,
      name: 'tfstate-logs',
      aging: { expireAfterDays: values.accessLogRetentionDays },
      grants: (bucketArn) => [deliverAccessLogs(this, bucketArn)],
    });
    const states = new S3Bucket(this, 'States', {
      environment,
      name: stateBucketName,
      keyArn: key.keyArn,
      noncurrentVersionRetentionDays: props.stateVersionRetentionDays,
      accessLogBucket: accessLogs,
      backup: 'selected',
    });
    const locks = new DynamodbTable(this, 'Locks', {
      name: stateLocation(environment).lockTable,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'LockID',
      attribute: [{ name: 'LockID', type: 'S' }],
      serverSideEncryption: { enabled: true, kmsKeyArn: key.keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: !environment.allowDestroys,
      lifecycle: { preventDestroy: !environment.allowDestroys },
    });
    markForBackup(locks, environment);
    this.stateBucketName = states.bucketName;
    this.stateKeyArn = key.keyArn;
    this.stateLockTableName = locks.name;
    expose(this, backendOutputs, this);
  }

  offers(): readonly Offer[] {
    const { lockTable } = stateLocation(this.environment);
    return [offer(table, { subject: 'state locks', dimensions: { TableName: lockTable } })];
  }
}

const deliverAccessLogs = ({ environment }: Component, bucketArn: string): Statement => ({
  sid: 'DeliverAccessLogs',
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/*`],
  principals: { Service: 'logging.s3.amazonaws.com' },
  conditions: {
    StringEquals: { 'aws:SourceAccount': environment.accountId },
    ArnLike: { 'aws:SourceArn': `arn:${environment.partition}:s3:::${worldWideName(environment, stateBucketName)}` },
  },
});
