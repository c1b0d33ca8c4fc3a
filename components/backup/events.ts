import type { AlarmTopicRef } from '../shared/alarm';
import type { Component } from '../shared/component';
import { tellOfEvents } from '../shared/tell-of-events';

/** Ends of a job that leave no recovery point, or half of one. */
const unsuccessful = ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'];

/**
 * What AWS Backup tells of a vault: jobs and copies that did not succeed, and that somebody changed or deleted it.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export const backupPattern = (vaultName: string, vaultArn: string) => ({
  source: ['aws.backup'],
  $or: [
    {
      'detail-type': ['Backup Job State Change'],
      detail: { state: unsuccessful, backupVaultArn: [vaultArn] },
    },
    {
      'detail-type': ['Copy Job State Change'],
      detail: { state: unsuccessful, sourceBackupVaultArn: [vaultArn] },
    },
    {
      'detail-type': ['Backup Vault State Change'],
      detail: { state: ['MODIFIED', 'DELETED'], backupVaultName: [vaultName] },
    },
  ],
});

/** Tells the topic of what goes wrong with the backups in a vault. */
export function tellOfBackups(component: Component, vaultName: string, vaultArn: string, topic: AlarmTopicRef): void {
  tellOfEvents(component, {
    name: 'backups',
    description: 'Backups and copies that did not succeed, and changes of the vault',
    pattern: backupPattern(vaultName, vaultArn),
    inputPaths: {
      what: '$.detail-type',
      state: '$.detail.state',
      time: '$.time',
      resource: '$.detail.resourceArn',
      reason: '$.detail.statusMessage',
    },
    message: '<what> at <time>: <state> <resource> <reason>',
    topic,
  });
}
