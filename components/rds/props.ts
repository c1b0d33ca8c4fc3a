import type { DbSecret, ManagedSecret } from '../db-secret';
import type { AlarmTopicRef } from '../shared/alarm';
import type { BackupChoice } from '../shared/backup-tag';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps, text } from '../shared/settings';
import { type DatabaseAlarm, databaseAlarms, rangeOf, type ThresholdSetting } from './alarms';
import { engineNames, engines } from './engines';
import type { RdsRef } from './outputs';

const threshold = (alarm: DatabaseAlarm) =>
  amount({
    describes: `At which ${alarm.measures}, or ${alarm.comparison.startsWith('Less') ? 'less' : 'more'}, the alarm fires.`,
    unit: rangeOf(alarm),
    default: alarm.defaultThreshold,
  });

const thresholds = Object.fromEntries(databaseAlarms.map((each) => [each.thresholdSetting, threshold(each)])) as {
  readonly [K in ThresholdSetting]: ReturnType<typeof threshold>;
};

const versions = engineNames.map((name) => `${name} ${engines[name].majorVersions.join(', ')}`).join('; ');

/** Who owns the password of the master user. */
export const passwordOwners = ['lambda', 'managed'] as const;

export const rdsSettings = {
  engine: text({
    describes: `Kind of the database: ${engineNames.join(', ')}.`,
    default: 'postgres',
    fixed: true,
    change: 'replaces the database and all that is in it',
  }),
  engineVersion: text({
    describes: `Major version alone, for minor ones are upgraded by AWS: ${versions}.`,
    fixed: true,
    change: 'to a later one upgrades the database, with an outage; there is no way back',
    example: '17',
  }),
  instanceClass: text({
    describes: 'Size of the instance.',
    default: 'db.t4g.medium',
    change: 'restarts the database in its maintenance window',
  }),
  allocatedStorage: amount({
    describes: 'Storage that it begins with.',
    unit: 'GiB, 20 to 32768',
    default: 20,
    change: 'to a larger one is in place; a smaller one AWS refuses',
  }),
  maxAllocatedStorage: amount({
    describes: 'Up to where storage grows by itself.',
    unit: 'GiB, at least a tenth more than allocated',
    default: 100,
  }),
  storageEncrypted: flag({
    describes: 'Encrypts storage, logs, backups and snapshots with a key of its own.',
    default: true,
    change: 'replaces the database and all that is in it',
  }),
  multiAz: flag({
    describes: 'Keeps a standby in another zone, which takes over by itself.',
    default: true,
  }),
  publiclyAccessible: flag({
    describes: 'Gives the instance a public address.',
    default: false,
  }),
  deletionProtection: flag({
    describes: 'Refuses to delete the instance; off in any case where the environment allows destroys.',
    default: true,
  }),
  backupRetentionDays: amount({
    describes: 'How far back every point in time can be restored.',
    unit: 'days, 1 to 35',
    default: 7,
  }),
  backupWindow: text({
    describes: 'When the daily snapshot is taken, UTC; at least 30 minutes.',
    default: '09:00-10:00',
  }),
  maintenanceWindow: text({
    describes: 'When AWS may upgrade and restart, UTC; at least 30 minutes, and apart from the backup window.',
    default: 'sun:10:30-sun:11:30',
  }),
  autoMinorVersionUpgrade: flag({
    describes: 'Lets AWS upgrade to the next minor version in the maintenance window.',
    default: true,
  }),
  applyImmediately: flag({
    describes: 'Makes changes at once instead of in the maintenance window, restarts included.',
    default: false,
  }),
  iamAuthentication: flag({
    describes: 'Admits users with a token of IAM, besides those with a password.',
    default: true,
  }),
  monitoringIntervalSecs: amount({
    describes: 'How often enhanced monitoring looks at the operating system.',
    unit: 'seconds: 1, 5, 10, 15, 30 or 60',
    default: 60,
  }),
  enablePerformanceInsights: flag({
    describes: 'Records which statements the database is busy with.',
    default: true,
    fixed: true,
  }),
  performanceInsightsRetentionDays: amount({
    describes: 'How long that can be looked up; seven days are free.',
    unit: 'days: 7, a multiple of 31 up to 713, or 731',
    default: 7,
  }),
  databaseName: text({
    describes: 'Name of the database that is made in the instance.',
    default: 'app',
    change: 'replaces the instance and all that is in it',
  }),
  masterUsername: text({
    describes: 'Name of the user that may do everything RDS allows.',
    default: 'dbadmin',
    change: 'replaces the instance and all that is in it',
  }),
  passwordOwner: text({
    describes:
      'Who owns the password of the master user: lambda, a secret of ours that our function rotates; managed, a secret that RDS makes and rotates by itself.',
    default: 'lambda',
    fixed: true,
    change: 'gives the user another password at once',
  }),
  enableDatabaseAlarms: flag({
    describes: 'Watches processor, storage, connections, latency and replication, and tells of what happens to it.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarms and the event subscription',
  }),
  ...thresholds,
} as const;

/** Where a database is. */
export interface DatabaseNetwork {
  /** Id of the VPC. A change replaces the security group. */
  readonly vpcId: string;
  /** Subnets of two zones at least, isolated or private ones. A replica is in those of its source. */
  readonly subnetIds: string[];
}

/** What a replica has to know of its source. */
export interface ReplicaSource extends Pick<RdsRef, 'databaseIdentifier' | 'databaseName' | 'databaseKeyArn'> {
  /** Secret of the master user. */
  readonly masterSecret: DbSecret | ManagedSecret;
}

export interface RdsProps extends SettingProps<typeof rdsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project and environment, which are added; it also begins the names of the variables. A change replaces the
   * instance.
   */
  readonly name: string;
  /** Where it is. */
  readonly network: DatabaseNetwork;
  /** Where alarms and events go. */
  readonly alarmTopic: AlarmTopicRef;
  /**
   * Makes it a read replica, whose users, databases and key are those of its source. A change replaces the instance.
   * @default it is a database of its own
   */
  readonly replicaOf?: ReplicaSource;
  /**
   * Whether the backup plan of the environment takes it in, besides the snapshots of RDS. A replica has no data of its
   * own, and needs none.
   * @default selected
   */
  readonly backup?: BackupChoice;
  /** How long its logs can be searched, in days. @default 30 */
  readonly logsRetentionDays?: number;
}
