import { describe, expect, test } from 'vitest';
import { backupNames, backupOperation } from '../../scripts/local/gateway/backup-operations';
import { checkPlan } from '../../scripts/local/gateway/gaps/backup-plans';

describe('the operation of a request to AWS Backup', () => {
  test.each([
    ['PUT', '/backup-vaults/main/access-policy', 'PutBackupVaultAccessPolicy', ['main', '']],
    ['GET', '/backup-vaults/main/recovery-points/?maxResults=9', 'ListRecoveryPointsByBackupVault', ['main', '']],
    ['DELETE', '/backup-vaults/main', 'DeleteBackupVault', ['main', '']],
    ['PUT', '/backup/plans/', 'CreateBackupPlan', ['', '']],
    ['POST', '/backup/plans/p-1', 'UpdateBackupPlan', ['p-1', '']],
    ['PUT', '/backup/plans/p-1/selections/', 'CreateBackupSelection', ['p-1', '']],
    ['GET', '/backup/plans/p-1/selections/?maxResults=9', 'ListBackupSelections', ['p-1', '']],
    ['GET', '/backup/plans/p-1/selections/s-1', 'GetBackupSelection', ['p-1', 's-1']],
    ['GET', '/backup-vaults/main', '', ['main', '']],
    ['GET', '/tags/arn%3Aaws%3Abackup', 'ListTags', ['', '']],
    ['POST', '/tags/arn%3Aaws%3Abackup', '', ['', '']],
  ])('%s %s is %s', (method, path, operation, names) => {
    expect(backupOperation(method, path)).toBe(operation);
    expect(backupNames(path)).toEqual(names);
  });
});

describe('a rule of a plan', () => {
  const rule = (DeleteAfterDays?: number, MoveToColdStorageAfterDays?: number) => ({
    RuleName: 'daily',
    Lifecycle: { DeleteAfterDays, MoveToColdStorageAfterDays },
  });

  test.each([[rule(30)], [rule(97, 7)], [rule(undefined, 7)], [{ RuleName: 'plain' }]])('%j is taken', (each) => {
    expect(() => checkPlan([each])).not.toThrow();
  });

  test.each([
    [rule(30, 7), '90 days'],
    [rule(96, 7), '90 days'],
    [{ ...rule(97, 7), CopyActions: [rule(96, 7)] }, '90 days'],
    [{ ...rule(30), StartWindowMinutes: 59 }, 'StartWindowMinutes'],
    [{ ...rule(30), StartWindowMinutes: 60, CompletionWindowMinutes: 119 }, 'CompletionWindowMinutes'],
  ])('%j is refused', (each, why) => {
    expect(() => checkPlan([rule(30), each])).toThrow(why);
  });
});
