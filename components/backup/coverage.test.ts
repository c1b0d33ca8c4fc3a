import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { ComponentStack } from '../../tests/support/component-stack';
import { testEnvironment } from '../../tests/support/environment';
import { type BackupChoice, markForBackup } from '../shared/backup-tag';
import type { Environment } from '../shared/environment';
import { Backup, unselectedData } from './index';

const dev = testEnvironment();
const staging = testEnvironment({ name: 'staging' });

/** The stacks of environments, of which the plan is in one and the data in another. */
function faultsOf(data: (scope: Construct) => void, plans: readonly Environment[] = [dev], enabled = true): string[] {
  const app = new App({ skipValidation: true });
  for (const environment of plans)
    new Backup(new ComponentStack(app, `${environment.name}-plan`, environment), 'Backup', {
      environment,
      alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
      enableBackupVault: enabled,
    });
  data(new ComponentStack(app, 'dev-data', dev));
  return [...unselectedData(app)];
}

const table = (scope: Construct, choice?: BackupChoice, environment = dev) => {
  const made = new DynamodbTable(scope, 'Table', { name: 'orders', hashKey: 'id', tags: { Team: 'orders' } });
  if (choice) markForBackup(made, environment, choice);
};
const ids = (faults: readonly string[]) => faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

describe('BackupSelected', () => {
  test('holds of a table that the plan of its environment selects, whichever stack that is in', () => {
    expect(faultsOf((scope) => table(scope, 'selected'))).toEqual([]);
  });

  test('tells a table that nobody marked, with the way out', () => {
    const [fault, ...others] = faultsOf((scope) => table(scope));
    expect(others).toEqual([]);
    expect(fault).toMatch(/^dev-data\/Table \[BackupSelected\]\n/);
    expect(fault).toContain('found: aws_dynamodb_table with no tag Backup');
    expect(fault).toContain('fix: mark it');
  });

  test('tells a table that is marked where no plan selects its tag', () => {
    const [fault] = faultsOf((scope) => table(scope, 'selected'), []);
    expect(fault).toContain('the tag Backup = groundwork-dev, which no plan selects');
    expect(ids(faultsOf((scope) => table(scope, 'selected'), [dev], false))).toEqual(['BackupSelected']);
  });

  test('tells a table of one environment that has the tag of another', () => {
    expect(ids(faultsOf((scope) => table(scope, 'selected', staging), [dev]))).toEqual(['BackupSelected']);
    expect(faultsOf((scope) => table(scope, 'selected', staging), [dev, staging])).toEqual([]);
  });

  test('looks at databases and volumes, and not at their copies, nor at what holds no data', () => {
    const faults = faultsOf((scope) => {
      new DbInstance(scope, 'Source', { instanceClass: 'db.t4g.micro' });
      new DbInstance(scope, 'Replica', { instanceClass: 'db.t4g.micro', replicateSourceDb: 'source' });
      new RdsCluster(scope, 'Cluster', { engine: 'aurora-mysql' });
      new RdsCluster(scope, 'CopyOfCluster', { engine: 'aurora-mysql', replicationSourceIdentifier: 'cluster' });
      new EbsVolume(scope, 'Volume', { availabilityZone: 'us-west-2a', size: 8 });
      new SnsTopic(scope, 'Topic', {});
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'dev-data/Source',
      'dev-data/Cluster',
      'dev-data/Volume',
    ]);
  });

  test('looks at a bucket where somebody said that it holds data', () => {
    expect(faultsOf((scope) => new S3Bucket(scope, 'Bucket', {}), [])).toEqual([]);
    const marked = (scope: Construct) => markForBackup(new S3Bucket(scope, 'Bucket', {}), dev);
    expect(ids(faultsOf(marked, []))).toEqual(['BackupSelected']);
    expect(faultsOf(marked)).toEqual([]);
  });
});

describe('BackupReason', () => {
  test('holds of what is left out with a reason, which then has no tag', () => {
    const without = 'sessions, which people make anew by logging in';
    expect(faultsOf((scope) => table(scope, { without }), [])).toEqual([]);
  });

  test.each(['', ' \n'])('tells a reason that says nothing: %j', (without) => {
    expect(ids(faultsOf((scope) => table(scope, { without })))).toEqual(['BackupReason']);
  });
});

test('a mark keeps the tags that are there', () => {
  const stack = new ComponentStack(new App({ skipValidation: true }), 'test', dev);
  const made = new DynamodbTable(stack, 'Table', { name: 'orders', hashKey: 'id', tags: { Team: 'orders' } });
  markForBackup(made, dev);
  expect(made.tagsInput).toEqual({ Team: 'orders', Backup: 'groundwork-dev' });
});
