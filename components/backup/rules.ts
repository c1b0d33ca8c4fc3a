import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { type backupSettings, vaultLocks } from './props';
import { type BackupTier, backupTiers, leastColdDays } from './tiers';

type Inputs = SettingValues<typeof backupSettings>;
const { input, and, atLeast, atMost, between, distinct, everyMatches, implies, is, not, oneOf, plus, value, whole } =
  vocabulary<Inputs>();

const longest = 36_500;
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const isLocked = not(is(input('backupVaultLock'), 'none'));

const tierRules = backupTiers.flatMap((tier: BackupTier): Rule<Inputs>[] => [
  {
    id: `Backup${capital(tier.id)}Retention`,
    holds: and(between(input(tier.retention), 1, longest), whole(input(tier.retention))),
    says: `${tier.id} recovery points must be kept for 1 to ${longest} whole days`,
    fix: `set backup_retention_days_${tier.id} to ${tier.defaultRetentionDays}`,
    meets: ['AWS Backup API Lifecycle: DeleteAfterDays'],
  },
  {
    id: `Backup${capital(tier.id)}ColdStorage`,
    // The tier itself is not made elsewhere.
    only: tier.productionOnly ? 'production' : undefined,
    holds: implies(
      is(input(tier.coldStorage), true),
      atLeast(input(tier.retention), plus(input('backupColdStorageAfterDays'), value(leastColdDays))),
    ),
    says: `the 90-day rule of AWS Backup: ${tier.id} recovery points that move to cold storage must be kept for ${leastColdDays} days more than backup_cold_storage_after_days, for they stay there for ${leastColdDays} days at least`,
    fix: `keep them longer, or out of cold storage with backup_cold_storage_${tier.id} = false`,
    meets: ['AWS Backup API Lifecycle: MoveToColdStorageAfterDays'],
  },
]);

/** A vault that is locked fails every job whose recovery point would be kept for less or for longer. */
const lockRule = (kind: 'Min' | 'Max'): Rule<Inputs> => {
  const limit = input(`backupVaultLock${kind}RetentionDays`);
  const within = kind === 'Min' ? atLeast : atMost;
  return {
    id: `BackupVaultLock${kind}Retention`,
    holds: and(
      between(limit, 1, longest),
      whole(limit),
      implies(isLocked, and(...backupTiers.map(({ retention }) => within(input(retention), limit)))),
    ),
    says: `the ${kind === 'Min' ? 'shortest' : 'longest'} retention that a lock of the vault lets in must be 1 to ${longest} whole days, and every tier must keep to it: a locked vault fails all other jobs`,
    fix: `set backup_vault_lock_${kind.toLowerCase()}_retention_days to the ${kind === 'Min' ? 'shortest' : 'longest'} of the three retentions, or ${kind === 'Min' ? 'less' : 'more'}`,
    meets: [`AWS Backup API PutBackupVaultLockConfiguration: ${kind}RetentionDays`],
  };
};

// Partition and region as the provider takes them.
const copyVault = /^arn:aws(-[a-z]+)*:backup:[a-z]{2}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:backup-vault:[a-zA-Z0-9_-]{2,50}$/;
/** Kinds of resources that the role may back up. */
const backedUp =
  /^arn:aws(-[a-z]+)*:((dynamodb:[a-z]{2}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:table\/)|(rds:[a-z]{2}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:(db|cluster):)|(s3:::)|(elasticfilesystem:[a-z]{2}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:file-system\/))[^*?: ]+$/;

export const backupRules: readonly Rule<Inputs>[] = [
  {
    id: 'BackupProductionVault',
    only: 'production',
    holds: is(input('enableBackupVault'), true),
    says: 'production must have backups',
    fix: 'set enable_backup_vault to true',
    meets: ['Security Hub DynamoDB.4', 'Security Hub RDS.26'],
  },
  {
    id: 'BackupProductionAlarms',
    only: 'production',
    holds: is(input('enableBackupAlarms'), true),
    says: 'production must have the alarms on its backups: nobody looks for one that was not taken',
    fix: 'set enable_backup_alarms to true',
    meets: [],
  },
  ...tierRules,
  {
    id: 'BackupColdStorageAfter',
    holds: and(atLeast(input('backupColdStorageAfterDays'), value(1)), whole(input('backupColdStorageAfterDays'))),
    says: 'recovery points must move to cold storage after a whole number of days, 1 or more',
    fix: 'set backup_cold_storage_after_days to 7',
    meets: ['AWS Backup API Lifecycle: MoveToColdStorageAfterDays'],
  },
  {
    id: 'BackupAlarmWindow',
    holds: and(between(input('backupAlarmWindowHours'), 30, 168), whole(input('backupAlarmWindowHours'))),
    says: 'the window of the alarm for missing backups must be 30 to 168 whole hours: a job may end six hours late on one day and on time on the next, and CloudWatch looks back for a week at most',
    fix: 'set backup_alarm_window_hours to 30',
    meets: ['Amazon CloudWatch API PutMetricAlarm: EvaluationPeriods'],
  },
  {
    id: 'BackupVaultLockKind',
    holds: oneOf(input('backupVaultLock'), vaultLocks),
    says: `the lock of the vault must be one of ${vaultLocks.join(', ')}`,
    fix: 'set backup_vault_lock to none, or to governance',
    meets: [],
  },
  {
    id: 'BackupVaultLockGrace',
    holds: and(
      between(input('backupVaultLockChangeableDays'), 3, longest),
      whole(input('backupVaultLockChangeableDays')),
    ),
    says: `a compliance lock must be open to change for 3 to ${longest} whole days`,
    fix: 'set backup_vault_lock_changeable_days to 14, which leaves time to think again',
    meets: ['AWS Backup API PutBackupVaultLockConfiguration: ChangeableForDays'],
  },
  lockRule('Min'),
  lockRule('Max'),
  {
    id: 'BackupResourceArns',
    holds: and(everyMatches(input('backupResourceArns'), backedUp), distinct(input('backupResourceArns'))),
    says: 'resources that are backed up by their ARN must be tables, databases, clusters, buckets or file systems, each once and with its whole ARN: the role may back up nothing else',
    fix: 'write the whole ARN, or tag the resource',
    meets: ['AWS Backup API BackupSelection: Resources'],
  },
  {
    id: 'BackupCopyVaults',
    holds: and(everyMatches(input('backupCopyVaultArns'), copyVault), distinct(input('backupCopyVaultArns'))),
    says: 'recovery points must be copied to vaults, each once and named by its ARN',
    fix: 'write arn:aws:backup:<region>:<account>:backup-vault:<name>',
    meets: ['AWS Backup API CopyAction: DestinationBackupVaultArn'],
  },
];
