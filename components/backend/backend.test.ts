import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { backendCases } from './backend.cases';
import { example as longHistory } from './examples/long-history';
import { example as smallest } from './examples/smallest';
import { Backend, backendRules, stateLocation } from './index';

testRules({
  rules: backendRules,
  cases: backendCases,
  build: (scope, environment, given) => new Backend(scope, 'Backend', { environment, ...given }),
});

test('BAK5 is two buckets, a key and a table', () => {
  expect(synthesized(smallest).inventory).toMatchObject({
    aws_s3_bucket: 2,
    aws_s3_bucket_versioning: 2,
    aws_s3_bucket_public_access_block: 2,
    aws_s3_bucket_logging: 1,
    aws_kms_key: 1,
    aws_dynamodb_table: 1,
  });
});

describe('BAK5 the bucket of the states', () => {
  const made = synthesized(smallest);

  test('is encrypted with the key, and says who accessed it', () => {
    expect(made.only('aws_s3_bucket_server_side_encryption_configuration', 'States').rule).toMatchObject([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
    ]);
    expect(made.only('aws_s3_bucket_logging')).toMatchObject({
      bucket: expect.stringContaining('States'),
      target_bucket: expect.stringContaining('AccessLogs'),
    });
  });

  test('keeps earlier states for a time, which a property decides', () => {
    const variable = 'tfstate_noncurrent_version_retention_days';
    expect(made.variables[variable]).toMatchObject({ default: 90 });
    expect(synthesized(longHistory).variables[variable]).toMatchObject({ default: 365 });
  });

  test('keeps its access log for as long as the setting says', () => {
    const expiry = (example: typeof smallest) =>
      synthesized(example).only('aws_s3_bucket_lifecycle_configuration', 'AccessLogs').rule;
    expect(expiry(smallest)).toMatchObject([{ expiration: [{ days: 365 }] }]);
    expect(expiry(longHistory)).toMatchObject([{ expiration: [{ days: 2557 }] }]);
  });

  test('alone may have its access log delivered to the other one', () => {
    const { DeliverAccessLogs } = statementsOf(made.only('aws_s3_bucket_policy', 'AccessLogs').policy);
    expect(DeliverAccessLogs).toMatchObject({
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: ['s3:PutObject'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${stateLocation(testEnvironment()).bucket}` },
      },
    });
  });
});

test('the lock table is what Terraform asks for, encrypted and restorable', () => {
  expect(synthesized(smallest).only('aws_dynamodb_table')).toMatchObject({
    hash_key: 'LockID',
    attribute: [{ name: 'LockID', type: 'S' }],
    billing_mode: 'PAY_PER_REQUEST',
    server_side_encryption: { enabled: true },
    point_in_time_recovery: { enabled: true },
  });
});

test('BAK5 states and locks are in the backup plan of the environment, and the access log is not', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_s3_bucket', 'States').tags).toMatchObject({ Backup: 'groundwork-dev' });
  expect(made.only('aws_dynamodb_table').tags).toMatchObject({ Backup: 'groundwork-dev' });
  expect(made.only('aws_s3_bucket', 'AccessLogs').tags).not.toHaveProperty('Backup');
});

test('is where every layer looks for its state', () => {
  const made = synthesized(smallest);
  const { bucket, lockTable, key } = stateLocation(testEnvironment());
  expect(made.only('aws_s3_bucket', 'States').bucket).toBe(bucket);
  expect(made.only('aws_dynamodb_table').name).toBe(lockTable);
  expect(key('network')).toBe('dev/network/terraform.tfstate');
});

test.each([true, false])('is guarded unless the environment allows destroys: %s', (allowDestroys) => {
  const made = synthesized(smallest, testEnvironment({ allowDestroys }));
  expect(made.only('aws_dynamodb_table')).toMatchObject({
    deletion_protection_enabled: !allowDestroys,
    lifecycle: { prevent_destroy: !allowDestroys },
  });
  expect(made.only('aws_s3_bucket', 'States')).toMatchObject({ lifecycle: { prevent_destroy: !allowDestroys } });
});

test.each(['ap-southeast-1', 'us-gov-west-1'])('its names are short enough in every environment of %s', (region) => {
  const environment = testEnvironment({ name: 'staging', region });
  expect(synthesized(smallest, environment).faults).toEqual([]);
});
