import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StackOnCloud } from '../../tests/support/stack-on-cloud';
import { AlarmTopic } from '../alarm-topic';
import { DynamodbTable } from '../dynamodb-table';
import type { Environment } from '../shared/environment';
import { example as locked } from './examples/locked-with-copies';
import { Backup, type BackupProps } from './index';

const production = (environment: Environment): Environment => ({ ...environment, production: true });

/** A plan of production, and a table that it selects. */
const plan =
  (given: Partial<BackupProps> = {}) =>
  (...[scope, environment]: Parameters<typeof locked>) => {
    const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
    new Backup(scope, 'Backup', { environment: production(environment), alarmTopic, ...given });
    new DynamodbTable(scope, 'Table', {
      environment,
      name: 'orders',
      hashKey: 'orderId',
      attributes: { orderId: 'S' },
      alarmTopic,
    });
  };

describe('backups on the local cloud', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(plan());
  });
  afterAll(() => stack?.close());

  test('are applied, and leave nothing to change', async () => {
    expect(await stack.apply(plan())).toBeGreaterThan(15);
    expect(await stack.plan(plan())).toEqual([]);
  });

  test('keep recovery points for as long as a plan says, in place', async () => {
    const kept = { backupRetentionDaysDaily: 14 };
    expect(await stack.plan(plan(kept))).toEqual(['update aws_backup_plan.Backup_Plan_15F381FF']);
    await stack.apply(plan(kept));
    expect(await stack.plan(plan(kept))).toEqual([]);
  });

  test('D4 the 90-day rule holds for variables as well', async () => {
    const refusal = await stack.refusal(plan(), { backup_retention_days_monthly: 96 });
    expect(refusal).toContain('[BackupMonthlyColdStorage]');
    expect(refusal).toContain('the 90-day rule');
    expect(await stack.plan(plan(), { backup_retention_days_monthly: 97 })).toHaveLength(1);
  });

  test('are destroyed, for Terraform takes the policy off before it deletes the vault', async () => {
    expect(await stack.destroy()).toBeGreaterThan(15);
  });

  test('may be locked, and copied', async () => {
    await stack.apply(locked);
    expect(await stack.plan(locked)).toEqual([]);
    expect(await stack.destroy()).toBeGreaterThan(10);
  });
});
