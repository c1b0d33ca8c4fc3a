import type { AlarmProps } from '../shared/alarm';

/** The setting that holds an alarm's threshold; its Terraform variable is the same in snake_case. */
export type ThresholdSetting =
  | 'cpuAlarmThreshold'
  | 'freeStorageAlarmThreshold'
  | 'connectionsAlarmThreshold'
  | 'replicaLagAlarmThreshold'
  | 'readLatencyAlarmThreshold'
  | 'writeLatencyAlarmThreshold';

/** An alarm on a metric of a database instance. */
export interface DatabaseAlarm
  extends Pick<
    AlarmProps,
    'description' | 'metricName' | 'statistic' | 'periodSecs' | 'comparison' | 'evaluationPeriods' | 'missingData'
  > {
  readonly id: string;
  readonly thresholdSetting: ThresholdSetting;
  readonly defaultThreshold: number;
  /** Of the threshold. */
  readonly unit: 'percent' | 'bytes' | 'connections' | 'seconds';
  /** The least that the threshold may be. */
  readonly low: number;
  /** The most that it may be. @default no limit */
  readonly high?: number;
  /** What the threshold is about, as a setting says it. */
  readonly measures: string;
  /** Made for replicas alone. @default for every instance */
  readonly onlyReplicas?: boolean;
}

/** A quarter of an hour, so that a backup, a deployment or a nightly job does not wake anybody. */
const lasting = { periodSecs: 300, evaluationPeriods: 3 } as const;

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export const databaseAlarms: readonly DatabaseAlarm[] = [
  {
    ...lasting,
    id: 'cpu',
    description:
      'The processor of the database is busy, or the database sends nothing at all. Look at the top statements in ' +
      'Performance Insights: one that is new wants an index or a limit; many of the usual ones want a larger class.',
    metricName: 'CPUUtilization',
    statistic: 'Average',
    comparison: 'GreaterThanOrEqualToThreshold',
    thresholdSetting: 'cpuAlarmThreshold',
    defaultThreshold: 80,
    unit: 'percent',
    low: 1,
    high: 100,
    measures: 'CPU utilisation',
    // An instance that is up sends it every minute.
    missingData: 'breaching',
  },
  {
    ...lasting,
    id: 'free-storage',
    description:
      'The storage of the database runs full; a full one stops. Autoscaling has reached its limit, or waits for six ' +
      'hours after the last time. Raise max_allocated_storage; look for a replication slot or a log that nobody reads.',
    metricName: 'FreeStorageSpace',
    statistic: 'Minimum',
    comparison: 'LessThanOrEqualToThreshold',
    thresholdSetting: 'freeStorageAlarmThreshold',
    // Autoscaling begins at a tenth of what is allocated, so that the alarm says that it did not help.
    defaultThreshold: 1024 ** 3,
    unit: 'bytes',
    low: 1,
    measures: 'free storage',
    missingData: 'breaching',
  },
  {
    ...lasting,
    id: 'connections',
    description:
      'Many connections are open; when no more are free, clients are refused. Look for a client that does not close ' +
      'or does not pool them, before raising the threshold or the class.',
    metricName: 'DatabaseConnections',
    statistic: 'Maximum',
    comparison: 'GreaterThanOrEqualToThreshold',
    thresholdSetting: 'connectionsAlarmThreshold',
    // The smallest class that production may have, with 4 GiB, admits about 300 (MySQL) or 400 (PostgreSQL).
    defaultThreshold: 200,
    unit: 'connections',
    low: 1,
    measures: 'number of connections',
    missingData: 'notBreaching',
  },
  {
    ...lasting,
    id: 'replica-lag',
    description:
      'The replica is behind its source, or tells nothing. Readers see old data. Look for a long ' +
      'transaction on the replica or a burst of writes; a replica that does not catch up must be made again.',
    metricName: 'ReplicaLag',
    statistic: 'Maximum',
    comparison: 'GreaterThanOrEqualToThreshold',
    thresholdSetting: 'replicaLagAlarmThreshold',
    // Of PostgreSQL a replica whose source has nothing to write is up to five minutes behind.
    defaultThreshold: 600,
    unit: 'seconds',
    low: 1,
    measures: 'lag of the replica',
    missingData: 'breaching',
    onlyReplicas: true,
  },
  {
    ...lasting,
    id: 'read-latency',
    description:
      'Reading from the storage is slow. Compare ReadIOPS with what the volume has: at its limit it wants more IOPS, ' +
      'or the working set does not fit into memory any more and the class is too small.',
    metricName: 'ReadLatency',
    statistic: 'Average',
    comparison: 'GreaterThanOrEqualToThreshold',
    thresholdSetting: 'readLatencyAlarmThreshold',
    defaultThreshold: 0.02,
    unit: 'seconds',
    low: 0.001,
    measures: 'time that a read of the storage takes',
    missingData: 'notBreaching',
  },
  {
    ...lasting,
    id: 'write-latency',
    description:
      'Writing to the storage is slow. Compare WriteIOPS with what the volume has; look for a bulk load, for vacuum, ' +
      'and for many small transactions.',
    metricName: 'WriteLatency',
    statistic: 'Average',
    comparison: 'GreaterThanOrEqualToThreshold',
    thresholdSetting: 'writeLatencyAlarmThreshold',
    defaultThreshold: 0.02,
    unit: 'seconds',
    low: 0.001,
    measures: 'time that a write to the storage takes',
    missingData: 'notBreaching',
  },
];

/**
 * An alarm for replicas of MySQL and MariaDB, which send -1 once replication has stopped. Of PostgreSQL the lag grows.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html
 */
export const replicationAlarm = {
  ...lasting,
  id: 'replication',
  description:
    'Replication to the replica has stopped: readers see what was there then, and no more. The replica says why, in ' +
    'SHOW REPLICA STATUS and in its error log; where it cannot go on, it must be made again.',
  metricName: 'ReplicaLag',
  statistic: 'Minimum',
  comparison: 'LessThanThreshold',
  threshold: 0,
  // That nothing is sent is what the alarm on the lag tells.
  missingData: 'notBreaching',
} as const;

/** What a threshold may be, in words: `seconds, 1 or more`. */
export const rangeOf = ({ unit, low, high }: DatabaseAlarm): string =>
  `${unit}, ${high === undefined ? `${low} or more` : `${low} to ${high}`}`;
