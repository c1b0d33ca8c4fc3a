import type { Part } from './fixture';

const keyPolicy = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'Service',
        Effect: 'Allow',
        Principal: { Service: service },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.current.account_id}' } },
      },
    ],
  });

const bucketPolicy = (bucket: string, statements: readonly object[] = []) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyPlainHttp',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`\${aws_s3_bucket.${bucket}.arn}`, `\${aws_s3_bucket.${bucket}.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'DenyOtherEncryption',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `\${aws_s3_bucket.${bucket}.arn}/*`,
        Condition: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      },
      ...statements,
    ],
  });

const logDelivery = {
  Sid: 'AccessLogs',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: '${aws_s3_bucket.access_logs.arn}/*',
  Condition: {
    StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.current.account_id}' },
    ArnLike: { 'aws:SourceArn': '${aws_s3_bucket.data.arn}' },
  },
};

/** Buckets, keys and tables. */
export function storage(suffix: string): Part {
  const bucket = (name: string) => `\${aws_s3_bucket.${name}.id}`;
  const both = <T>(make: (name: string) => T) => ({ data: make('data'), access_logs: make('access_logs') });
  return {
    data: { aws_caller_identity: { current: {} }, aws_region: { current: {} }, aws_partition: { current: {} } },
    resource: {
      aws_kms_key: {
        data: {
          description: 'Data',
          enable_key_rotation: true,
          rotation_period_in_days: 365,
          deletion_window_in_days: 30,
          policy: keyPolicy('s3.amazonaws.com'),
        },
      },
      aws_kms_alias: { data: { name: `alias/data-${suffix}`, target_key_id: '${aws_kms_key.data.key_id}' } },
      aws_s3_bucket: {
        data: { bucket: `data-${suffix}`, force_destroy: false },
        access_logs: { bucket: `access-logs-${suffix}`, force_destroy: true },
      },
      aws_s3_bucket_versioning: both((name) => ({
        bucket: bucket(name),
        versioning_configuration: { status: 'Enabled' },
      })),
      aws_s3_bucket_server_side_encryption_configuration: {
        data: {
          bucket: bucket('data'),
          rule: [
            {
              apply_server_side_encryption_by_default: {
                sse_algorithm: 'aws:kms',
                kms_master_key_id: '${aws_kms_key.data.arn}',
              },
              bucket_key_enabled: true,
            },
          ],
        },
        access_logs: {
          bucket: bucket('access_logs'),
          rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
        },
      },
      aws_s3_bucket_public_access_block: both((name) => ({
        bucket: bucket(name),
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      })),
      aws_s3_bucket_ownership_controls: both((name) => ({
        bucket: bucket(name),
        rule: { object_ownership: 'BucketOwnerEnforced' },
      })),
      aws_s3_bucket_lifecycle_configuration: {
        data: {
          bucket: bucket('data'),
          rule: [
            {
              id: 'archive',
              status: 'Enabled',
              filter: { prefix: '' },
              transition: [
                { days: 90, storage_class: 'STANDARD_IA' },
                { days: 180, storage_class: 'GLACIER' },
              ],
              expiration: { days: 400 },
            },
            {
              id: 'old-versions',
              status: 'Enabled',
              filter: { prefix: '' },
              noncurrent_version_expiration: { noncurrent_days: 90, newer_noncurrent_versions: 10 },
              abort_incomplete_multipart_upload: { days_after_initiation: 7 },
            },
          ],
          depends_on: ['aws_s3_bucket_versioning.data'],
        },
        access_logs: {
          bucket: bucket('access_logs'),
          rule: [
            { id: 'all', status: 'Enabled', filter: {}, expiration: { days: 90 } },
            {
              id: 'tagged',
              status: 'Enabled',
              filter: { and: { prefix: 'log/', tags: { rule: 'log', autoclean: 'true' } } },
              noncurrent_version_expiration: { noncurrent_days: 30 },
            },
          ],
        },
      },
      aws_s3_bucket_policy: {
        data: {
          bucket: bucket('data'),
          policy: bucketPolicy('data'),
          depends_on: ['aws_s3_bucket_public_access_block.data'],
        },
        access_logs: { bucket: bucket('access_logs'), policy: bucketPolicy('access_logs', [logDelivery]) },
      },
      aws_s3_bucket_logging: {
        data: {
          bucket: bucket('data'),
          target_bucket: bucket('access_logs'),
          target_prefix: 'data/',
          depends_on: ['aws_s3_bucket_policy.access_logs'],
        },
      },
      aws_s3_object: {
        data: {
          bucket: bucket('data'),
          key: 'first.txt',
          content: 'first',
          server_side_encryption: 'aws:kms',
          kms_key_id: '${aws_kms_key.data.arn}',
          depends_on: ['aws_s3_bucket_policy.data', 'aws_s3_bucket_ownership_controls.data'],
        },
      },
      aws_dynamodb_table: {
        lock: {
          name: `lock-${suffix}`,
          billing_mode: 'PAY_PER_REQUEST',
          hash_key: 'LockID',
          attribute: [{ name: 'LockID', type: 'S' }],
          point_in_time_recovery: { enabled: true },
          server_side_encryption: { enabled: true, kms_key_arn: '${aws_kms_key.data.arn}' },
          deletion_protection_enabled: false,
        },
        protected: {
          name: `protected-${suffix}`,
          billing_mode: 'PAY_PER_REQUEST',
          hash_key: 'pk',
          range_key: 'sk',
          attribute: [
            { name: 'pk', type: 'S' },
            { name: 'sk', type: 'S' },
            { name: 'owner', type: 'S' },
          ],
          global_secondary_index: [{ name: 'owner', hash_key: 'owner', projection_type: 'ALL' }],
          ttl: { attribute_name: 'expires', enabled: true },
          point_in_time_recovery: { enabled: true },
          deletion_protection_enabled: '${var.deletion_protection}',
        },
      },
    },
  };
}
