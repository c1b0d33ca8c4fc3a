import type { AlarmTopicRef } from '../shared/alarm';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps, text, texts } from '../shared/settings';
import { type BackupTier, backupTiers } from './tiers';

const where = ({ productionOnly }: BackupTier) => (productionOnly ? ', which production alone has' : '');

const retention = (tier: BackupTier) =>
  amount({
    describes: `How long a ${tier.id} recovery point is kept, taken ${tier.when} UTC${where(tier)}.`,
    unit: 'days, 1 to 36500',
    default: tier.defaultRetentionDays,
    change: 'holds for recovery points that are taken from then on',
  });

const coldStorage = (tier: BackupTier) =>
  flag({
    describes: `Moves ${tier.id} recovery points to cold storage; they must then be kept for 90 days longer.`,
    default: tier.goesColdByDefault,
    fixed: true,
    change: 'holds for recovery points that are taken from then on',
  });

const retentions = Object.fromEntries(backupTiers.map((tier) => [tier.retention, retention(tier)])) as {
  readonly [K in BackupTier['retention']]: ReturnType<typeof retention>;
};
const coldStorages = Object.fromEntries(backupTiers.map((tier) => [tier.coldStorage, coldStorage(tier)])) as {
  readonly [K in BackupTier['coldStorage']]: ReturnType<typeof coldStorage>;
};

/** What keeps recovery points from being deleted early. */
export const vaultLocks = ['none', 'governance', 'compliance'] as const;

export const backupSettings = {
  enableBackupVault: flag({
    describes: 'Takes backups: a vault, and a plan that fills it.',
    default: true,
    fixed: true,
    change: 'to false is refused while the vault is guarded',
  }),
  ...retentions,
  backupColdStorageAfterDays: amount({
    describes: 'Age at which recovery points move to cold storage, where their tier does.',
    unit: 'days, 1 or more',
    default: 7,
    change: 'holds for recovery points that are taken from then on',
  }),
  ...coldStorages,
  enableBackupAlarms: flag({
    describes: 'Tells of jobs that fail, and of a day without one that succeeds.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarms and the event rule',
  }),
  backupAlarmWindowHours: amount({
    describes: 'For how long no job may have succeeded until the alarm fires.',
    unit: 'hours, 30 to 168',
    default: 30,
  }),
  backupVaultLock: text({
    describes:
      'Lock of the vault: none; governance, which those may take off whom IAM lets; compliance, which nobody can, AWS included.',
    default: 'none',
    fixed: true,
    change: 'to compliance can be taken back during backup_vault_lock_changeable_days, and never after',
  }),
  backupVaultLockChangeableDays: amount({
    describes: 'For how long a compliance lock can still be taken off.',
    unit: 'days, 3 or more',
    default: 14,
  }),
  backupVaultLockMinRetentionDays: amount({
    describes: 'A locked vault takes in nothing that is kept for less.',
    unit: 'days, 1 or more',
    default: 7,
  }),
  backupVaultLockMaxRetentionDays: amount({
    describes: 'A locked vault takes in nothing that is kept for longer, and so cannot be paid for for ever.',
    unit: 'days, up to 36500',
    default: 3650,
  }),
  backupResourceArns: texts({
    describes:
      'ARNs of tables, databases, buckets and file systems that are backed up besides what is tagged: those that were not made here.',
    default: [],
    fixed: true,
  }),
  backupCopyVaultArns: texts({
    describes: 'Vaults in other regions or accounts that every recovery point is copied to.',
    default: [],
    fixed: true,
    change: 'holds for recovery points that are taken from then on',
  }),
} as const;

export interface BackupProps extends SettingProps<typeof backupSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** Where alarms, events and notifications go; its policy must admit CloudWatch, EventBridge and AWS Backup. */
  readonly alarmTopic: AlarmTopicRef;
  /**
   * ARNs of the principals that may change or take off the policy of the vault, which keeps everybody from deleting
   * recovery points; the role that deploys must be among them.
   * @default everybody whom IAM lets
   */
  readonly policyAdministratorArns?: readonly string[];
}
