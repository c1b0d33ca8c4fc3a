/** AWS Backup's requests name no operation: method and path, with the ids left out, and what AWS calls them. */
const operations: Readonly<Record<string, string>> = {
  'DELETE /backup-vaults/*': 'DeleteBackupVault',
  'PUT /backup-vaults/*/access-policy': 'PutBackupVaultAccessPolicy',
  'GET /backup-vaults/*/access-policy': 'GetBackupVaultAccessPolicy',
  'DELETE /backup-vaults/*/access-policy': 'DeleteBackupVaultAccessPolicy',
  'PUT /backup-vaults/*/notification-configuration': 'PutBackupVaultNotifications',
  'GET /backup-vaults/*/notification-configuration': 'GetBackupVaultNotifications',
  'DELETE /backup-vaults/*/notification-configuration': 'DeleteBackupVaultNotifications',
  'GET /backup-vaults/*/recovery-points': 'ListRecoveryPointsByBackupVault',
  'GET /tags/*': 'ListTags',
  'PUT /backup/plans': 'CreateBackupPlan',
  'POST /backup/plans/*': 'UpdateBackupPlan',
  'GET /backup/plans/*': 'GetBackupPlan',
  'DELETE /backup/plans/*': 'DeleteBackupPlan',
  'PUT /backup/plans/*/selections': 'CreateBackupSelection',
  'GET /backup/plans/*/selections': 'ListBackupSelections',
  'GET /backup/plans/*/selections/*': 'GetBackupSelection',
  'DELETE /backup/plans/*/selections/*': 'DeleteBackupSelection',
};

/** Vault or plan of a request, and the selection where it names one. */
export function backupNames(path: string): [name: string, selection: string] {
  const [, name = '', selection = ''] =
    /^\/(?:backup-vaults|backup\/plans)\/([^/?]+)(?:\/selections\/([^/?]+))?/.exec(path) ?? [];
  return [decodeURIComponent(name), decodeURIComponent(selection)];
}

/** The operation's name, or '' where it is of no interest here. */
export function backupOperation(method: string, path: string): string {
  const plain = path.replace(/\?.*$/, '').replace(/\/+$/, '');
  const pattern = plain
    .replace(/^(\/(?:backup-vaults|backup\/plans)\/)[^/]+/, '$1*')
    .replace(/^(\/tags\/|.*\/selections\/).+$/, '$1*');
  return operations[`${method} ${pattern}`] ?? '';
}
