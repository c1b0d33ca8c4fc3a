/** How often recovery points are taken: each tier is a rule of the plan. */
export interface BackupTier {
  readonly id: 'daily' | 'weekly' | 'monthly';
  /** When, in words; UTC. */
  readonly when: string;
  /**
   * The same as AWS Backup takes it. The tiers are an hour apart, since of jobs that begin together only the one that
   * is kept longest is done; and before 08:00, since RDS refuses snapshots in the hour before its backup window.
   * https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
   */
  readonly schedule: string;
  /** Made in production alone. */
  readonly productionOnly: boolean;
  /** The setting that says how long they are kept. */
  readonly retention: `backupRetentionDays${'Daily' | 'Weekly' | 'Monthly'}`;
  readonly defaultRetentionDays: number;
  /** The setting that says whether they move to cold storage. */
  readonly coldStorage: `backupColdStorage${'Daily' | 'Weekly' | 'Monthly'}`;
  readonly goesColdByDefault: boolean;
}

export const backupTiers = [
  {
    id: 'daily',
    when: 'every day at 05:00',
    schedule: 'cron(0 5 * * ? *)',
    productionOnly: false,
    retention: 'backupRetentionDaysDaily',
    defaultRetentionDays: 30,
    coldStorage: 'backupColdStorageDaily',
    goesColdByDefault: false,
  },
  {
    id: 'weekly',
    when: 'on Sundays at 06:00',
    schedule: 'cron(0 6 ? * SUN *)',
    productionOnly: true,
    retention: 'backupRetentionDaysWeekly',
    defaultRetentionDays: 90,
    coldStorage: 'backupColdStorageWeekly',
    goesColdByDefault: false,
  },
  {
    id: 'monthly',
    when: 'on the first of the month at 07:00',
    schedule: 'cron(0 7 1 * ? *)',
    productionOnly: true,
    retention: 'backupRetentionDaysMonthly',
    defaultRetentionDays: 365,
    coldStorage: 'backupColdStorageMonthly',
    goesColdByDefault: true,
  },
] as const satisfies readonly BackupTier[];

/** A job that has not begun by then is given up; AWS Backup takes no less. */
export const startWindowMinutes = 60;
/** A job that has not ended by then, counted from when it was due, is given up. */
export const completionWindowMinutes = 360;

/**
 * For how long AWS Backup keeps a recovery point in cold storage at least.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export const leastColdDays = 90;

/** The tiers that an environment has. */
export const tiersOf = ({ production }: { readonly production: boolean }): readonly BackupTier[] =>
  backupTiers.filter(({ productionOnly }) => production || !productionOnly);
