import { describe, expect, test } from 'vitest';
import { conditionHolds } from '../../scripts/local/gateway/gaps/policy-conditions';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { example as ownKey } from './examples/own-key-and-access-log';
import { example as smallest } from './examples/smallest';
import { S3Bucket, s3BucketRules } from './index';
import { s3BucketCases } from './s3-bucket.cases';

testRules({
  rules: s3BucketRules,
  cases: s3BucketCases,
  build: (scope, environment, given) => new S3Bucket(scope, 'Bucket', { environment, name: 'reports', ...given }),
});

test.each([
  [undefined, undefined],
  ['selected', 'groundwork-dev'],
  [{ without: 'copies of what is elsewhere' }, undefined],
] as const)('with backup %j it has the tag %s', (backup, tag) => {
  const made = synthesized(
    (scope, environment) => new S3Bucket(scope, 'Bucket', { environment, name: 'reports', backup }),
  );
  const { Backup } = made.only('aws_s3_bucket').tags as { readonly Backup?: string };
  expect(Backup).toBe(tag);
});

describe('S3BucketName', () => {
  const faults = (name: string, project: string) =>
    synthesized(
      (scope, environment) => new S3Bucket(scope, 'Bucket', { environment, name }),
      testEnvironment({ project }),
    ).faults;
  // `-dev-111122223333-us-west-2` and a `-` take 28 of the 63 characters.
  const room = 'x'.repeat(63 - 28 - 'reports'.length);

  test('takes 63 characters', () => {
    expect(faults('reports', room)).toEqual([]);
  });

  test.each([
    ['64 characters', 'reports', `${room}x`],
    ['capital letters', 'Reports', 'groundwork'],
    ['an underscore', 'all_reports', 'groundwork'],
    ['a hyphen at the front', 'reports', '-ground'],
  ])('refuses %s', (_, name, project) => {
    const [fault, ...others] = faults(name, project);
    expect(others).toEqual([]);
    expect(fault).toContain('test/Bucket [S3BucketName]');
    expect(fault).toContain(`found: bucketName = "${project}-${name}-dev-111122223333-us-west-2"`);
  });
});

test('is a bucket with all that keeps it private, versioned, encrypted and tidy', () => {
  expect(synthesized(smallest).inventory).toEqual({
    aws_s3_bucket: 1,
    aws_s3_bucket_versioning: 1,
    aws_s3_bucket_server_side_encryption_configuration: 1,
    aws_s3_bucket_ownership_controls: 1,
    aws_s3_bucket_public_access_block: 1,
    aws_s3_bucket_policy: 1,
    aws_s3_bucket_lifecycle_configuration: 1,
    aws_s3_bucket_notification: 1,
  });
});

test('lets nobody in from outside', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_s3_bucket_public_access_block')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(made.only('aws_s3_bucket_ownership_controls')).toMatchObject({
    rule: { object_ownership: 'BucketOwnerEnforced' },
  });
});

test('keeps earlier versions for as long as the variable says, and tells EventBridge', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_s3_bucket_versioning')).toMatchObject({ versioning_configuration: { status: 'Enabled' } });
  expect(made.only('aws_s3_bucket_lifecycle_configuration').rule).toMatchObject([
    {
      status: 'Enabled',
      noncurrent_version_expiration: [{ noncurrent_days: '${var.reports_noncurrent_version_retention_days}' }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    },
  ]);
  expect(made.only('aws_s3_bucket_notification')).toMatchObject({ eventbridge: true });
});

test.each([
  ['without a key of its own', smallest],
  ['with a key of its own', ownKey],
])('%s it refuses objects that are encrypted with a key that the client brings, and no others', (_, example) => {
  const { NoClientKey } = statementsOf(synthesized(example).only('aws_s3_bucket_policy', 'Bucket_').policy);
  expect(NoClientKey).toMatchObject({ Effect: 'Deny', Action: ['s3:PutObject'], Principal: '*' });
  const header = 's3:x-amz-server-side-encryption-customer-algorithm';
  expect(conditionHolds(NoClientKey?.Condition, { [header]: 'AES256' })).toBe(true);
  expect(conditionHolds(NoClientKey?.Condition, { [header]: undefined })).toBe(false);
});

describe('without a key of its own', () => {
  const made = synthesized(smallest);

  test('is encrypted by S3', () => {
    expect(made.only('aws_s3_bucket_server_side_encryption_configuration').rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' }, bucket_key_enabled: false },
    ]);
  });

  test('asks for TLS', () => {
    const statements = statementsOf(made.only('aws_s3_bucket_policy').policy);
    expect(Object.keys(statements)).toEqual(['TlsOnly', 'NoClientKey']);
    expect(statements.TlsOnly).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(statements.TlsOnly?.Resource).toHaveLength(2);
  });
});

describe('with a key of its own', () => {
  const made = synthesized(ownKey);

  test('is encrypted with it, at few requests to KMS', () => {
    expect(made.only('aws_s3_bucket_server_side_encryption_configuration', 'Bucket_').rule).toMatchObject([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: 'aws:kms',
          kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\..*arn\}$/),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test('refuses objects that ask for less, or for another key, and takes those that ask for nothing', () => {
    const { NoWeakerEncryption, NoOtherKey } = statementsOf(made.only('aws_s3_bucket_policy', 'Bucket_').policy);
    for (const statement of [NoWeakerEncryption, NoOtherKey]) {
      expect(statement).toMatchObject({ Effect: 'Deny', Action: ['s3:PutObject'], Principal: '*' });
      const [header] = Object.keys(statement?.Condition?.StringNotEquals ?? {});
      expect(statement?.Condition?.Null).toEqual({ [String(header)]: 'false' });
    }
  });

  test('moves objects to cheaper storage in the order of their age', () => {
    expect(made.only('aws_s3_bucket_lifecycle_configuration', 'Bucket_').rule).toMatchObject([
      {
        transition: [
          { days: 90, storage_class: 'STANDARD_IA' },
          { days: 180, storage_class: 'GLACIER' },
        ],
      },
    ]);
  });

  test('writes its access log to the other bucket, below its own name', () => {
    expect(made.only('aws_s3_bucket_logging')).toMatchObject({
      target_prefix: 'groundwork-reports-dev-111122223333-us-west-2/',
    });
    expect(made.only('aws_s3_bucket_lifecycle_configuration', 'AccessLog').rule).toMatchObject([
      { expiration: [{ days: 365 }] },
    ]);
  });
});

test.each([true, false])('is guarded unless the environment allows destroys: %s', (allowDestroys) => {
  const bucket = synthesized(smallest, testEnvironment({ allowDestroys })).only('aws_s3_bucket');
  expect(bucket).toMatchObject({ force_destroy: allowDestroys, lifecycle: { prevent_destroy: !allowDestroys } });
});
