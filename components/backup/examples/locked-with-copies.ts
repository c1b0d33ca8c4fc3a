import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Backup } from '../index';

/**
 * Backups that are kept for 97 days, the last 90 of them in cold storage, in a vault that is locked, with copies in
 * another region and a table besides that was made by hand.
 */
export function example(scope: Construct, environment: Environment): Backup {
  const { accountId } = environment;
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new Backup(scope, 'Backup', {
    environment,
    alarmTopic,
    backupRetentionDaysDaily: 97,
    backupColdStorageDaily: true,
    backupVaultLock: 'governance',
    backupResourceArns: [`arn:aws:dynamodb:${environment.region}:${accountId}:table/legacy-orders`],
    backupCopyVaultArns: [`arn:aws:backup:us-east-1:${accountId}:backup-vault:copies`],
    policyAdministratorArns: [`arn:aws:iam::${accountId}:role/deployment`],
  });
}
