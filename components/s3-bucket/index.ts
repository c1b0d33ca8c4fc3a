import { S3Bucket as AwsS3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { markForBackup } from '../shared/backup-tag';
import { Component } from '../shared/component';
import { holdRules } from '../shared/hold-rules';
import { policyDocument } from '../shared/iam/policy-document';
import type { Offer, Offering } from '../shared/metrics';
import { camelCase, worldWideName } from '../shared/naming';
import { type Exposed, expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { bucketOffer } from './metrics';
import { noClientKey, onlyThisKey, tlsOnly } from './policy';
import { type S3BucketProps, s3BucketSettings } from './props';
import { s3BucketNameRules, s3BucketRules } from './rules';

export { type S3BucketProps, s3BucketSettings } from './props';
export { s3BucketNameRules, s3BucketRules } from './rules';

export const s3BucketOutputs = {
  bucketName: one('Name of the bucket'),
  bucketArn: one('ARN of the bucket'),
} as const;

/** What a component needs of a bucket. */
export type S3BucketRef = Exposed<typeof s3BucketOutputs>;

/** A private, versioned, encrypted bucket that speaks TLS alone and tells EventBridge what happens in it. */
export class S3Bucket extends Component implements S3BucketRef, Offering {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** What must be there before a service writes to it, or sees that it may; a depends_on of what makes it write. */
  readonly guards: readonly ITerraformDependable[];
  /** How much is stored in it, by class of storage. */
  readonly offers: () => readonly Offer[];

  constructor(scope: Construct, id: string, props: S3BucketProps) {
    super(scope, id, 's3-bucket', props.environment);
    const prefix = camelCase(props.name);
    const { variables } = declareSettings(this, s3BucketSettings, props, s3BucketRules, { prefix });

    const name = worldWideName(props.environment, props.name);
    holdRules(this, s3BucketNameRules, { bucketName: name });
    const bucket = new AwsS3Bucket(this, 'Resource', {
      bucket: name,
      forceDestroy: props.environment.allowDestroys,
      lifecycle: { preventDestroy: !props.environment.allowDestroys },
    });
    if (props.backup) markForBackup(bucket, props.environment, props.backup);
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.offers = () => [bucketOffer(props.name, name, props.aging)];
    const ofBucket = { bucket: bucket.id };

    const versioning = new S3BucketVersioningA(this, 'Versioning', {
      ...ofBucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      ...ofBucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: props.keyArn ? 'aws:kms' : 'AES256',
            kmsMasterKeyId: props.keyArn,
          },
          bucketKeyEnabled: props.keyArn !== undefined,
        },
      ],
    });
    const ownership = new S3BucketOwnershipControls(this, 'Ownership', {
      ...ofBucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const block = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      ...ofBucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const policy = new S3BucketPolicy(this, 'Policy', {
      ...ofBucket,
      policy: policyDocument(
        tlsOnly(bucket.arn),
        noClientKey(bucket.arn),
        ...(props.keyArn ? onlyThisKey(bucket.arn, props.keyArn) : []),
        ...(props.grants?.(bucket.arn) ?? []),
      ),
      // S3 answers «a conflicting operation is in progress» to the two at once.
      dependsOn: [block],
    });
    this.guards = [policy, encryption, ownership];
    new S3BucketLifecycleConfiguration(this, 'Aging', {
      ...ofBucket,
      rule: [
        {
          id: 'aging',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          noncurrentVersionExpiration: [{ noncurrentDays: variables.noncurrentVersionRetentionDays }],
          transition: props.aging?.transitions?.map(({ afterDays, storageClass }) => ({
            days: afterDays,
            storageClass,
          })),
          expiration: props.aging?.expireAfterDays ? [{ days: props.aging.expireAfterDays }] : undefined,
        },
      ],
      dependsOn: [versioning],
    });
    new S3BucketNotification(this, 'Notification', { ...ofBucket, eventbridge: true });
    if (props.accessLogBucket)
      new S3BucketLoggingA(this, 'AccessLog', {
        ...ofBucket,
        targetBucket: props.accessLogBucket.bucketName,
        targetPrefix: `${name}/`,
      });
    expose(this, s3BucketOutputs, this, prefix);
  }
}
