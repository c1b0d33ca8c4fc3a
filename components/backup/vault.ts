import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultNotifications } from '@cdktf/provider-aws/lib/backup-vault-notifications';
import { BackupVaultPolicy } from '@cdktf/provider-aws/lib/backup-vault-policy';
import type { Component } from '../shared/component';
import { policyDocument, type Statement } from '../shared/iam/policy-document';
import type { Declared, SettingValues } from '../shared/settings';
import type { BackupProps, backupSettings } from './props';

export interface VaultProps extends Pick<BackupProps, 'alarmTopic' | 'policyAdministratorArns'> {
  readonly name: string;
  readonly keyArn: string;
  readonly values: SettingValues<typeof backupSettings>;
  readonly variables: Declared<typeof backupSettings>['variables'];
}

/**
 * What is told beside the events: a restore, which takes data out, changes of what is kept, and objects of a bucket
 * that a job left behind although it succeeded.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultNotifications.html
 */
export const vaultNotifications = [
  'RECOVERY_POINT_MODIFIED',
  'RESTORE_JOB_COMPLETED',
  'S3_BACKUP_OBJECT_FAILED',
  'S3_RESTORE_OBJECT_FAILED',
] as const;

/** The vault with what guards it. Terraform takes a policy off before it deletes a vault that may be destroyed. */
export function backupVault(component: Component, props: VaultProps): BackupVault {
  const { allowDestroys } = component.environment;
  const { values, variables } = props;
  const vault = new BackupVault(component, 'Vault', {
    name: props.name,
    kmsKeyArn: props.keyArn,
    forceDestroy: allowDestroys,
    lifecycle: { preventDestroy: !allowDestroys },
  });
  new BackupVaultPolicy(component, 'VaultPolicy', {
    backupVaultName: vault.name,
    policy: policyDocument(...denials(vault.arn, props.policyAdministratorArns)),
  });
  new BackupVaultNotifications(component, 'VaultNotifications', {
    backupVaultName: vault.name,
    snsTopicArn: props.alarmTopic.alarmTopicArn,
    backupVaultEvents: [...vaultNotifications],
  });
  if (values.backupVaultLock !== 'none')
    new BackupVaultLockConfiguration(component, 'VaultLock', {
      backupVaultName: vault.name,
      minRetentionDays: variables.backupVaultLockMinRetentionDays,
      maxRetentionDays: variables.backupVaultLockMaxRetentionDays,
      // Days until nobody can take it off any more are what makes it a compliance lock.
      changeableForDays: values.backupVaultLock === 'compliance' ? variables.backupVaultLockChangeableDays : undefined,
    });
  return vault;
}

/**
 * Nobody deletes by hand what the lifecycle of a recovery point deletes in its time. Whoever may must first take the
 * policy off, which is an act of its own in the trail.
 */
function denials(vaultArn: string, administrators: readonly string[] = []): readonly Statement[] {
  const everybody = { effect: 'Deny', principals: '*', resources: ['*'] } as const;
  const deletion: Statement = {
    ...everybody,
    sid: 'NobodyDeletesRecoveryPoints',
    actions: ['backup:DeleteRecoveryPoint', 'backup:DisassociateRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
  };
  const vault: Statement = {
    ...everybody,
    sid: 'NobodyDeletesVault',
    actions: ['backup:DeleteBackupVault'],
    resources: [vaultArn],
  };
  if (administrators.length === 0) return [deletion, vault];
  return [
    deletion,
    vault,
    {
      ...everybody,
      sid: 'AdministratorsChangePolicy',
      actions: ['backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
      resources: [vaultArn],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': administrators } },
    },
  ];
}
