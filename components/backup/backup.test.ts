import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { parseEventPattern } from '../../tests/cloudwatch/event-pattern';
import { production, testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import type { Environment } from '../shared/environment';
import { backupCases } from './backup.cases';
import { example as locked } from './examples/locked-with-copies';
import { eventsOfOthers, eventsThatAreTold, eventsThatAreWell } from './fixtures/events';
import { Backup, type BackupProps, backupCoverageRules, backupRules, unselectedData } from './index';

const alarmTopic = { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' };
const build = (scope: Construct, environment: Environment, given: Partial<BackupProps>) =>
  new Backup(scope, 'Backup', { environment, alarmTopic, ...given });
const backup = (given: Partial<BackupProps> = {}, environment = testEnvironment()) =>
  synthesized((scope) => build(scope, environment, given), environment);

testRules({ rules: backupRules, cases: backupCases, build });

interface PlanRule {
  readonly rule_name: string;
  readonly schedule: string;
  readonly lifecycle: { readonly delete_after: string; readonly cold_storage_after?: string };
  readonly copy_action?: readonly object[];
}
const rulesIn = (given: Partial<BackupProps>, environment: Environment) =>
  backup(given, environment).only('aws_backup_plan').rule as readonly PlanRule[];

test('is a vault with its guards, a plan with its selection and role, and what tells of them', () => {
  expect(backup().inventory).toEqual({
    aws_backup_vault: 1,
    aws_backup_vault_policy: 1,
    aws_backup_vault_notifications: 1,
    aws_backup_plan: 1,
    aws_backup_selection: 1,
    aws_iam_role: 1,
    aws_iam_role_policy: 1,
    aws_kms_key: 1,
    aws_kms_alias: 1,
    aws_cloudwatch_metric_alarm: 2,
    aws_cloudwatch_event_rule: 1,
    aws_cloudwatch_event_target: 1,
  });
});

test('BAK2 its settings are called as they are elsewhere, and have these defaults', () => {
  const defaults = Object.entries(backup().variables).map(([name, { default: value }]) => [name, value]);
  expect(Object.fromEntries(defaults)).toMatchObject({
    enable_backup_vault: true,
    backup_retention_days_daily: 30,
    backup_retention_days_weekly: 90,
    backup_retention_days_monthly: 365,
    backup_cold_storage_after_days: 7,
    enable_backup_alarms: true,
  });
});

describe('BAK2 the plan', () => {
  test('is daily outside production, and weekly and monthly besides in production', () => {
    expect(rulesIn({}, testEnvironment()).map((rule) => rule.rule_name)).toEqual(['daily']);
    expect(rulesIn({}, production).map((rule) => rule.rule_name)).toEqual(['daily', 'weekly', 'monthly']);
  });

  test('D4 moves monthly recovery points alone to cold storage', () => {
    expect(rulesIn({}, production).map(({ lifecycle }) => lifecycle)).toEqual([
      { delete_after: '${var.backup_retention_days_daily}' },
      { delete_after: '${var.backup_retention_days_weekly}' },
      {
        delete_after: '${var.backup_retention_days_monthly}',
        cold_storage_after: '${var.backup_cold_storage_after_days}',
      },
    ]);
  });

  test('D4 moves what it is told to: 97 days, of which 90 cold, and not 30', () => {
    const given = { backupRetentionDaysDaily: 97, backupColdStorageDaily: true };
    const [daily] = rulesIn(given, testEnvironment());
    expect(daily?.lifecycle.cold_storage_after).toBe('${var.backup_cold_storage_after_days}');
    const forced = backup({ ...given, backupRetentionDaysDaily: 30 }).faults;
    expect(forced).toHaveLength(1);
    expect(forced[0]).toContain('the 90-day rule');
  });

  test('begins its tiers at least a start window apart', () => {
    const hours = rulesIn({}, production).map(({ schedule }) => Number(/^cron\(0 (\d+) /.exec(schedule)?.[1]));
    hours.forEach((hour, place) => {
      if (place > 0) expect(hour - Number(hours[place - 1])).toBeGreaterThanOrEqual(1);
    });
  });

  test('copies with the same lifecycle', () => {
    const [rule] = synthesized(locked).only('aws_backup_plan').rule as readonly PlanRule[];
    expect(rule?.copy_action).toEqual([
      {
        destination_vault_arn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:copies',
        lifecycle: rule?.lifecycle,
      },
    ]);
  });
});

describe('BAK2 what is selected', () => {
  test('is what has the tag of this environment: another one may be in the same account', () => {
    expect(backup({}, testEnvironment({ name: 'staging' })).only('aws_backup_selection').selection_tag).toEqual([
      { type: 'STRINGEQUALS', key: 'Backup', value: 'groundwork-staging' },
    ]);
  });

  test('is besides what is listed, in a selection of its own', () => {
    const listed = synthesized(locked).only('aws_backup_selection', 'Listed');
    expect(listed.resources).toEqual(['arn:aws:dynamodb:us-west-2:111122223333:table/legacy-orders']);
    expect(listed.selection_tag).toBeUndefined();
  });
});

describe('BAK1 the vault', () => {
  const made = backup();
  const denials = (given: Partial<BackupProps>) => statementsOf(backup(given).only('aws_backup_vault_policy').policy);

  test('is encrypted with a key of its own', () => {
    expect(made.only('aws_backup_vault').kms_key_arn).toMatch(/^\$\{aws_kms_key\./);
  });

  test('lets nobody delete recovery points or itself', () => {
    const statements = denials({});
    expect(Object.keys(statements)).toEqual(['NobodyDeletesRecoveryPoints', 'NobodyDeletesVault']);
    expect(statements.NobodyDeletesRecoveryPoints).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: expect.arrayContaining(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle']),
    });
    for (const statement of Object.values(statements)) expect(statement.Condition).toBeUndefined();
    expect(statements.NobodyDeletesVault?.Action).toEqual(['backup:DeleteBackupVault']);
  });

  test('leaves its policy to its administrators, where there are any', () => {
    const role = 'arn:aws:iam::111122223333:role/deployment';
    expect(denials({ policyAdministratorArns: [role] }).AdministratorsChangePolicy).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: ['backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': [role] } },
    });
  });

  test.each([true, false])('is guarded unless the environment allows destroys: %s', (allowDestroys) => {
    expect(backup({}, testEnvironment({ allowDestroys })).only('aws_backup_vault')).toMatchObject({
      force_destroy: allowDestroys,
      lifecycle: { prevent_destroy: !allowDestroys },
    });
  });

  test('tells the topic of restores and changes', () => {
    expect(made.only('aws_backup_vault_notifications')).toMatchObject({
      sns_topic_arn: alarmTopic.alarmTopicArn,
      backup_vault_events: expect.arrayContaining(['RESTORE_JOB_COMPLETED', 'RECOVERY_POINT_MODIFIED']),
    });
  });

  test.each([
    ['governance', undefined],
    ['compliance', '${var.backup_vault_lock_changeable_days}'],
  ])('may have a lock: %s', (backupVaultLock, changeable) => {
    const lock = backup({ backupVaultLock }).only('aws_backup_vault_lock_configuration');
    expect(lock.min_retention_days).toBe('${var.backup_vault_lock_min_retention_days}');
    expect(lock.max_retention_days).toBe('${var.backup_vault_lock_max_retention_days}');
    expect(lock.changeable_for_days).toBe(changeable);
  });
});

describe('what is no setting', () => {
  const ids = (faults: readonly string[]) => faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

  test('BackupComplianceLockStays: an environment that may be destroyed has no such lock', () => {
    const destroyable = testEnvironment({ allowDestroys: true });
    expect(ids(backup({ backupVaultLock: 'compliance' }, destroyable).faults)).toEqual(['BackupComplianceLockStays']);
    expect(backup({ backupVaultLock: 'governance' }, destroyable).faults).toEqual([]);
    expect(backup({ backupVaultLock: 'compliance' }).faults).toEqual([]);
  });

  test('BackupCopyElsewhere: a copy is in another region or account', () => {
    const vault = (place: string) => `arn:aws:backup:${place}:backup-vault:copies`;
    const faults = (...places: string[]) => ids(backup({ backupCopyVaultArns: places.map(vault) }).faults);
    expect(faults('us-west-2:111122223333')).toEqual(['BackupCopyElsewhere']);
    expect(faults('us-east-1:111122223333', 'us-west-2:444455556666')).toEqual([]);
  });

  test('BackupNames: 50 characters for the vault, 64 for the role', () => {
    const faults = (project: string) => ids(backup({}, testEnvironment({ project })).faults);
    // `-backups-dev` takes 12 characters.
    expect(faults('x'.repeat(38))).toEqual([]);
    expect(faults('x'.repeat(39))).toEqual(['BackupNames']);
  });
});

describe('BAK2 the role', () => {
  const made = synthesized(locked);
  const statements = statementsOf(made.only('aws_iam_role_policy').policy);

  test('is for AWS Backup alone, and in this account', () => {
    expect(statementsOf(made.only('aws_iam_role').assume_role_policy).AssumedByService).toMatchObject({
      Principal: { Service: 'backup.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  test('reads what is named like this environment’s, and what is listed', () => {
    expect(statements.BackUpTables?.Resource).toEqual([
      'arn:aws:dynamodb:us-west-2:111122223333:table/groundwork-*-dev',
      'arn:aws:dynamodb:us-west-2:111122223333:table/legacy-orders',
    ]);
    expect(statements.ReadObjects?.Resource).toEqual(['arn:aws:s3:::groundwork-*-dev-111122223333-us-west-2/*']);
    expect(statements.BackUpFileSystems?.Condition).toEqual({
      StringEquals: { 'aws:ResourceTag/Backup': 'groundwork-dev' },
    });
  });

  test('deletes no database, table, bucket or recovery point of a vault', () => {
    const actions = Object.values(statements).flatMap((statement) => statement.Action);
    const allowed = [
      'dynamodb:DeleteBackup',
      'events:DeleteRule',
      'rds:DeleteDBClusterSnapshot',
      'rds:DeleteDBSnapshot',
    ];
    expect(actions.filter((action) => /:Delete/.test(action)).sort()).toEqual(allowed);
  });

  test('may leave the vault for those that are named, and for none where there is none', () => {
    expect(statements.CopyIntoVaults?.Resource).toEqual(['arn:aws:backup:us-east-1:111122223333:backup-vault:copies']);
    const without = statementsOf(backup().only('aws_iam_role_policy').policy);
    expect(Object.keys(without).filter((sid) => sid.startsWith('Copy'))).toEqual([]);
  });

  describe('where copies go', () => {
    const ofCopies = (...places: string[]) => {
      const backupCopyVaultArns = places.map((place, index) => `arn:aws:backup:${place}:backup-vault:copies-${index}`);
      const { policy } = backup({ backupCopyVaultArns }).only('aws_iam_role_policy');
      return { statements: statementsOf(policy), text: String(policy) };
    };

    test('in another region it copies snapshots, tags, finds and deletes them', () => {
      const copying = ofCopies('us-east-1:111122223333', 'us-east-1:111122223333', 'eu-west-1:111122223333').statements;
      expect(copying.KeepDatabaseSnapshots?.Action).toEqual(
        expect.arrayContaining([
          'rds:AddTagsToResource',
          'rds:CopyDBClusterSnapshot',
          'rds:CopyDBSnapshot',
          'rds:DeleteDBClusterSnapshot',
          'rds:DeleteDBSnapshot',
        ]),
      );
      expect(copying.KeepDatabaseSnapshots?.Resource).toEqual([
        'arn:aws:rds:us-west-2:111122223333:snapshot:awsbackup:*',
        'arn:aws:rds:us-west-2:111122223333:cluster-snapshot:awsbackup:*',
        'arn:aws:rds:us-east-1:111122223333:snapshot:awsbackup:*',
        'arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:*',
        'arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:*',
        'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:*',
      ]);
      expect(copying.FindDatabaseCopies).toMatchObject({
        Action: ['rds:DescribeDBClusterSnapshots', 'rds:DescribeDBSnapshots'],
        Resource: ['arn:aws:rds:us-east-1:111122223333:*', 'arn:aws:rds:eu-west-1:111122223333:*'],
      });
      expect(copying.TagRecoveryPoints?.Resource).toEqual([
        'arn:aws:backup:us-west-2:111122223333:recovery-point:*',
        'arn:aws:backup:us-east-1:111122223333:recovery-point:*',
        'arn:aws:backup:eu-west-1:111122223333:recovery-point:*',
      ]);
    });

    test('in another account AWS Backup does so with a role of its own', () => {
      const { statements: there, text } = ofCopies('us-east-1:444455556666');
      expect(there).not.toHaveProperty('FindDatabaseCopies');
      expect(text).not.toMatch(/arn:aws:(backup|rds):us-east-1:\d+:(?!backup-vault)/);
    });

    test('and nowhere else', () => {
      expect(backup().only('aws_iam_role_policy').policy).not.toMatch(/arn:aws:\w+:(?!us-west-2:)[a-z0-9-]+:/);
    });
  });

  test('fits into an inline policy', () => {
    expect(String(made.only('aws_iam_role_policy').policy).length).toBeLessThan(10_240);
  });
});

describe('BAK3 the event rule', () => {
  const pattern = JSON.parse(String(backup().only('aws_cloudwatch_event_rule').event_pattern));
  const matches = parseEventPattern(pattern);

  test.each(eventsThatAreTold)('tells of: $label', ({ event }) => {
    expect(matches(event)).toBe(true);
  });

  test.each([...eventsThatAreWell, ...eventsOfOthers])('does not tell of: $label', ({ event }) => {
    expect(matches(event)).toBe(false);
  });
});

test('BackupSelected and BackupReason, which are about all that an environment has, are told with their ids', () => {
  expect(Object.values(backupCoverageRules).map(({ id }) => id)).toEqual(['BackupSelected', 'BackupReason']);
  // Nothing that it makes itself holds data.
  synthesized((scope, environment) => {
    build(scope, environment, {});
    expect(unselectedData(scope)).toEqual([]);
  });
});

test('nothing is there where it is switched off', () => {
  expect(backup({ enableBackupVault: false }).inventory).toEqual({});
  const { inventory } = backup({ enableBackupAlarms: false });
  expect(inventory).not.toHaveProperty('aws_cloudwatch_metric_alarm');
  expect(inventory).not.toHaveProperty('aws_cloudwatch_event_rule');
  expect(inventory).toHaveProperty('aws_backup_vault_notifications');
});
