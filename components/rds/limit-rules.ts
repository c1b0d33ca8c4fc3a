import { type Expression, type Rule, vocabulary } from '../shared/rules';
import { apply } from '../shared/rules/expression';
import type { SettingValues } from '../shared/settings';
import { engineNames, engines } from './engines';
import { anyInstanceClass, tooSmallForInsights } from './instance-class';
import { passwordOwners, type rdsSettings } from './props';
import { dailyLength, weeklyLength, windowsApart } from './windows';

type Inputs = SettingValues<typeof rdsSettings>;
const { input, and, or, not, atLeast, atMost, between, implies, is, matches, oneOf, value, whole } =
  vocabulary<Inputs>();

const perEngine = (version: (majors: readonly string[]) => Expression<Inputs, boolean>) =>
  or(...engineNames.map((name) => and(is(input('engine'), name), version(engines[name].majorVersions))));

const allocatable = between(input('allocatedStorage'), 20, 32768);

/** The least by which RDS lets storage grow. */
const tenthMore = apply<Inputs, [number, number], boolean>(
  [input('maxAllocatedStorage'), input('allocatedStorage')],
  (max, allocated) => max * 10 >= allocated * 11,
  (max, allocated) => `(${max} * 10 >= ${allocated} * 11)`,
);

const insightsDays = [7, ...Array.from({ length: 23 }, (_, month) => (month + 1) * 31), 731];

/** What AWS would refuse when it is applied. */
export const limitRules: readonly Rule<Inputs>[] = [
  {
    id: 'RdsEngine',
    holds: oneOf(input('engine'), engineNames),
    says: `the engine must be one of ${engineNames.join(', ')}`,
    fix: 'choose one of them',
    meets: [],
  },
  {
    id: 'RdsEngineVersion',
    holds: implies(
      oneOf(input('engine'), engineNames),
      perEngine((majors) => oneOf(input('engineVersion'), majors)),
    ),
    says: `the version must be a major one of the engine: ${engineNames.map((name) => `${engines[name].majorVersions.join(', ')} of ${name}`).join('; ')}`,
    fix: 'leave the minor version out: AWS upgrades it, and a later plan would try to go back',
    meets: ['Amazon RDS API CreateDBInstance: EngineVersion'],
  },
  {
    id: 'RdsInstanceClass',
    holds: matches(input('instanceClass'), anyInstanceClass),
    says: 'the instance class must be written as RDS writes it',
    fix: 'write it like db.t4g.medium',
    meets: ['Amazon RDS API CreateDBInstance: DBInstanceClass'],
  },
  {
    id: 'RdsAllocatedStorage',
    holds: and(allocatable, whole(input('allocatedStorage'))),
    says: 'storage must begin with 20 to 32768 whole GiB: what a gp3 volume begins with, and half of what it can have',
    fix: 'set allocated_storage to 20; it grows by itself',
    meets: ['Amazon RDS API CreateDBInstance: AllocatedStorage'],
  },
  {
    id: 'RdsStorageAutoscaling',
    holds: and(
      implies(allocatable, tenthMore),
      atMost(input('maxAllocatedStorage'), value(65536)),
      whole(input('maxAllocatedStorage')),
    ),
    says: 'storage must be able to grow by a tenth at least, and up to 65536 whole GiB',
    fix: 'set max_allocated_storage to twice of allocated_storage or more',
    meets: ['Amazon RDS API CreateDBInstance: MaxAllocatedStorage'],
  },
  {
    id: 'RdsBackupRetention',
    holds: and(between(input('backupRetentionDays'), 1, 35), whole(input('backupRetentionDays'))),
    says: 'backups must be kept for 1 to 35 whole days: at 0 there are none',
    fix: 'set backup_retention_days to 7',
    meets: ['Amazon RDS API CreateDBInstance: BackupRetentionPeriod', 'CKV_AWS_133'],
  },
  {
    id: 'RdsBackupWindow',
    holds: atLeast(dailyLength(input('backupWindow')), value(30)),
    says: 'the backup window must be a time of day, UTC, of 30 minutes at least',
    fix: 'write it like 09:00-10:00',
    meets: ['Amazon RDS API CreateDBInstance: PreferredBackupWindow'],
  },
  {
    id: 'RdsMaintenanceWindow',
    holds: between(weeklyLength(input('maintenanceWindow')), 30, 1439),
    says: 'the maintenance window must be a time of the week, UTC, of 30 minutes at least and less than a day',
    fix: 'write it like sun:10:30-sun:11:30',
    meets: ['Amazon RDS API CreateDBInstance: PreferredMaintenanceWindow'],
  },
  {
    id: 'RdsWindowsApart',
    holds: implies(
      and(
        atLeast(dailyLength(input('backupWindow')), value(30)),
        between(weeklyLength(input('maintenanceWindow')), 30, 1439),
      ),
      windowsApart(input('backupWindow'), input('maintenanceWindow')),
    ),
    says: 'the backup window and the maintenance window must not overlap',
    fix: 'let the maintenance window begin when the backup window ends, or later',
    meets: ['Amazon RDS API CreateDBInstance: PreferredBackupWindow, PreferredMaintenanceWindow'],
  },
  {
    id: 'RdsMonitoringInterval',
    holds: oneOf(input('monitoringIntervalSecs'), [1, 5, 10, 15, 30, 60]),
    says: 'enhanced monitoring must be on, every 1, 5, 10, 15, 30 or 60 seconds',
    fix: 'set monitoring_interval_secs to 60',
    meets: ['Security Hub RDS.6', 'CKV_AWS_118', 'Amazon RDS API CreateDBInstance: MonitoringInterval'],
  },
  {
    id: 'RdsPerformanceInsightsRetention',
    holds: oneOf(input('performanceInsightsRetentionDays'), insightsDays),
    says: 'what Performance Insights records must be kept for 7 days, a multiple of 31 up to 713, or 731',
    fix: 'set performance_insights_retention_days to 7, which is free',
    meets: ['Amazon RDS API CreateDBInstance: PerformanceInsightsRetentionPeriod'],
  },
  {
    id: 'RdsPerformanceInsightsClass',
    holds: implies(
      and(is(input('enablePerformanceInsights'), true), oneOf(input('engine'), ['mysql', 'mariadb'])),
      not(matches(input('instanceClass'), tooSmallForInsights)),
    ),
    says: 'micro and small classes must do without Performance Insights where the engine is mysql or mariadb',
    fix: 'set instance_class to db.t4g.medium, or enable_performance_insights to false',
    meets: ['Amazon RDS User Guide: Performance Insights, supported instance classes'],
  },
  {
    id: 'RdsDatabaseName',
    holds: matches(input('databaseName'), /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/),
    says: 'the name of the database must be 1 to 63 letters, digits and _, the first one a letter',
    fix: 'choose a name like app',
    meets: ['Amazon RDS API CreateDBInstance: DBName'],
  },
  {
    id: 'RdsMasterUsername',
    holds: and(
      matches(input('masterUsername'), /^[a-z][a-z0-9_]{0,15}$/),
      not(matches(input('masterUsername'), /^(admin|rdsadmin|rds_.*|pg_.*|root|mysql|user|guest|public)$/)),
    ),
    says: 'the master user must have a name of 1 to 16 lower-case letters, digits and _, the first one a letter, that no engine keeps for itself',
    fix: 'choose a name like dbadmin',
    meets: ['Amazon RDS API CreateDBInstance: MasterUsername', 'Security Hub RDS.25'],
  },
  {
    id: 'RdsPasswordOwner',
    holds: oneOf(input('passwordOwner'), passwordOwners),
    says: `the owner of the password must be one of ${passwordOwners.join(', ')}`,
    fix: 'choose one of them',
    meets: [],
  },
];
