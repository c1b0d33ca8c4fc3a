import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Backup } from '../index';

export const breaks = 'BackupDailyColdStorage';

/** What moves to cold storage after 7 days stays there for 90: 30 days are too few. */
export function example(scope: Construct, environment: Environment): Backup {
  return new Backup(scope, 'Backup', {
    environment,
    alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
    backupRetentionDaysDaily: 30,
    backupColdStorageAfterDays: 7,
    backupColdStorageDaily: true,
  });
}
