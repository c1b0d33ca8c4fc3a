import type { AlarmProps } from '../shared/alarm';

/** An alarm on the jobs of a vault. */
export type BackupAlarm = Omit<AlarmProps, 'name' | 'namespace' | 'dimensions' | 'evaluationPeriods' | 'topic'> & {
  readonly id: 'failed' | 'missing';
  /** How many periods it looks at. @default as many hours as the window has */
  readonly evaluationPeriods?: number;
};

/**
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
 *
 * AWS Backup sends a metric when there is something to count, and no zeros. So that no job has succeeded shows as data
 * that is missing. Periods are hours and not the window at once: of periods that have no data CloudWatch takes earlier
 * ones into account, and a period of a day would have it look back for days.
 */
export const backupAlarms: readonly BackupAlarm[] = [
  {
    id: 'failed',
    description:
      'A backup failed, and there is no recovery point of that run. Look at the job in AWS Backup: the message of its ' +
      'status says why. Mostly the role may not use the key of the resource, or the resource was busy or gone. Mend it, ' +
      'then start a backup on demand: the next one by the plan may be a month away.',
    metricName: 'NumberOfBackupJobsFailed',
    statistic: 'Sum',
    periodSecs: 3600,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluationPeriods: 1,
    missingData: 'notBreaching',
  },
  {
    id: 'missing',
    description:
      'No backup has succeeded for longer than a day; of a new environment, none yet. Without failed jobs, none began: ' +
      'see that the plan and its selections are there, that resources have the tag, and that AWS Backup is opted in for ' +
      'their type in this region. Then start a backup on demand.',
    metricName: 'NumberOfBackupJobsCompleted',
    statistic: 'Sum',
    periodSecs: 3600,
    comparison: 'LessThanThreshold',
    threshold: 1,
    missingData: 'breaching',
  },
];
