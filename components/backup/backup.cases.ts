import type { RuleCases } from '../../tests/support/rule-cases';
import type { backupSettings } from './props';

const table = 'arn:aws:dynamodb:us-west-2:111122223333:table/legacy';
const vault = 'arn:aws:backup:us-east-1:111122223333:backup-vault:copies';

export const backupCases: RuleCases<typeof backupSettings> = {
  BackupProductionVault: { holds: [{ enableBackupVault: true }], breaks: [{ enableBackupVault: false }] },
  BackupProductionAlarms: { holds: [{ enableBackupAlarms: true }], breaks: [{ enableBackupAlarms: false }] },
  BackupDailyRetention: {
    holds: [{ backupRetentionDaysDaily: 1 }, { backupRetentionDaysDaily: 36_500 }],
    breaks: [{ backupRetentionDaysDaily: 0 }, { backupRetentionDaysDaily: 36_501 }, { backupRetentionDaysDaily: 1.5 }],
  },
  BackupWeeklyRetention: {
    holds: [{ backupRetentionDaysWeekly: 1 }, { backupRetentionDaysWeekly: 36_500 }],
    breaks: [
      { backupRetentionDaysWeekly: 0 },
      { backupRetentionDaysWeekly: 36_501 },
      { backupRetentionDaysWeekly: 1.5 },
    ],
  },
  BackupMonthlyRetention: {
    holds: [{ backupRetentionDaysMonthly: 1, backupColdStorageMonthly: false }, { backupRetentionDaysMonthly: 36_500 }],
    breaks: [
      { backupRetentionDaysMonthly: 0 },
      { backupRetentionDaysMonthly: 36_501 },
      { backupRetentionDaysMonthly: 100.5 },
    ],
  },
  // D4: 30 days of which cold after 7 are taken as long as nobody asks for cold storage; 97 and 7 are just enough.
  BackupDailyColdStorage: {
    holds: [
      { backupRetentionDaysDaily: 30, backupColdStorageAfterDays: 7, backupColdStorageDaily: false },
      { backupRetentionDaysDaily: 97, backupColdStorageAfterDays: 7, backupColdStorageDaily: true },
    ],
    breaks: [
      { backupRetentionDaysDaily: 30, backupColdStorageAfterDays: 7, backupColdStorageDaily: true },
      { backupRetentionDaysDaily: 96, backupColdStorageAfterDays: 7, backupColdStorageDaily: true },
    ],
  },
  BackupWeeklyColdStorage: {
    holds: [
      { backupRetentionDaysWeekly: 90, backupColdStorageAfterDays: 7, backupColdStorageWeekly: false },
      { backupRetentionDaysWeekly: 97, backupColdStorageAfterDays: 7, backupColdStorageWeekly: true },
    ],
    breaks: [
      { backupRetentionDaysWeekly: 90, backupColdStorageAfterDays: 7, backupColdStorageWeekly: true },
      { backupRetentionDaysWeekly: 97, backupColdStorageAfterDays: 8, backupColdStorageWeekly: true },
    ],
  },
  BackupMonthlyColdStorage: {
    holds: [
      { backupRetentionDaysMonthly: 97, backupColdStorageAfterDays: 7 },
      { backupRetentionDaysMonthly: 30, backupColdStorageAfterDays: 7, backupColdStorageMonthly: false },
    ],
    breaks: [
      { backupRetentionDaysMonthly: 30, backupColdStorageAfterDays: 7 },
      { backupRetentionDaysMonthly: 96, backupColdStorageAfterDays: 7 },
      { backupRetentionDaysMonthly: 365, backupColdStorageAfterDays: 276 },
    ],
  },
  BackupColdStorageAfter: {
    holds: [{ backupColdStorageAfterDays: 1 }, { backupColdStorageAfterDays: 275 }],
    breaks: [{ backupColdStorageAfterDays: 0 }, { backupColdStorageAfterDays: 7.5 }],
  },
  BackupAlarmWindow: {
    holds: [{ backupAlarmWindowHours: 30 }, { backupAlarmWindowHours: 168 }],
    breaks: [{ backupAlarmWindowHours: 29 }, { backupAlarmWindowHours: 169 }, { backupAlarmWindowHours: 30.5 }],
  },
  BackupVaultLockKind: {
    holds: [{ backupVaultLock: 'none' }, { backupVaultLock: 'governance' }, { backupVaultLock: 'compliance' }],
    breaks: [{ backupVaultLock: '' }, { backupVaultLock: 'Governance' }],
  },
  BackupVaultLockGrace: {
    holds: [{ backupVaultLockChangeableDays: 3 }, { backupVaultLockChangeableDays: 36_500 }],
    breaks: [
      { backupVaultLockChangeableDays: 2 },
      { backupVaultLockChangeableDays: 36_501 },
      { backupVaultLockChangeableDays: 3.5 },
    ],
  },
  BackupVaultLockMinRetention: {
    holds: [
      { backupVaultLock: 'governance', backupVaultLockMinRetentionDays: 30 },
      { backupVaultLock: 'none', backupVaultLockMinRetentionDays: 1 },
    ],
    breaks: [
      { backupVaultLock: 'governance', backupVaultLockMinRetentionDays: 31 },
      { backupVaultLock: 'compliance', backupRetentionDaysDaily: 6 },
      { backupVaultLockMinRetentionDays: 0 },
      { backupVaultLockMinRetentionDays: 7.5 },
    ],
  },
  BackupVaultLockMaxRetention: {
    holds: [
      { backupVaultLock: 'governance', backupVaultLockMaxRetentionDays: 365 },
      { backupVaultLock: 'none', backupVaultLockMaxRetentionDays: 36_500 },
    ],
    breaks: [
      { backupVaultLock: 'governance', backupVaultLockMaxRetentionDays: 364 },
      { backupVaultLock: 'compliance', backupRetentionDaysMonthly: 3651 },
      { backupVaultLockMaxRetentionDays: 36_501 },
      { backupVaultLockMaxRetentionDays: 400.5 },
    ],
  },
  BackupResourceArns: {
    holds: [
      { backupResourceArns: [] },
      {
        backupResourceArns: [
          table,
          'arn:aws:rds:us-west-2:111122223333:db:legacy',
          'arn:aws:rds:us-west-2:111122223333:cluster:legacy',
          'arn:aws:s3:::legacy',
          'arn:aws:elasticfilesystem:us-west-2:111122223333:file-system/fs-0123456789abcdef0',
        ],
      },
    ],
    breaks: [
      { backupResourceArns: ['legacy'] },
      { backupResourceArns: ['arn:aws:dynamodb:us-west-2:111122223333:table/*'] },
      { backupResourceArns: ['arn:aws:ec2:us-west-2:111122223333:volume/vol-1'] },
      { backupResourceArns: [table, table] },
    ],
  },
  BackupCopyVaults: {
    holds: [{ backupCopyVaultArns: [] }, { backupCopyVaultArns: [vault] }],
    breaks: [
      { backupCopyVaultArns: ['copies'] },
      { backupCopyVaultArns: ['arn:aws:backup:us-east-1:111122223333:backup-plan:copies'] },
      { backupCopyVaultArns: ['arn:aws:backup:us-east-1:111122223333:backup-vault:x'] },
      { backupCopyVaultArns: ['arn:aws:backup:8--4a4-t:111122223333:backup-vault:copies'] },
      { backupCopyVaultArns: ['arn:aws-:backup:us-east-1:111122223333:backup-vault:copies'] },
    ],
  },
};
