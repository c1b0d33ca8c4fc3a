import { type Rule, vocabulary } from '../shared/rules';

/** What rules speak of that is no setting: known at synthesis, and no variable. */
export interface BackupFacts {
  /** Name of the vault and of the plan. */
  readonly backupVaultName: string;
  /** Name of the role. */
  readonly backupRoleName: string;
  readonly backupVaultLock: string;
  /** Whether Terraform may destroy what holds data. */
  readonly allowDestroys: boolean;
  /** Region and account of the vault, and of each copy. */
  readonly vaultPlaces: readonly string[];
}

const { input, and, distinct, is, matches, not } = vocabulary<BackupFacts>();

export const backupGuardRules: readonly Rule<BackupFacts>[] = [
  {
    id: 'BackupNames',
    checked: 'synthesis',
    holds: and(
      matches(input('backupVaultName'), /^[a-z0-9-]{2,50}$/),
      matches(input('backupRoleName'), /^[A-Za-z0-9+=,.@_-]{1,64}$/),
    ),
    says: 'the name of the vault, with project and environment in it, must be 2 to 50 lower-case letters, digits and -, and that of the role, with the region, 64 characters at most',
    fix: 'shorten GROUNDWORK_PROJECT in config.env',
    meets: ['AWS Backup API CreateBackupVault: BackupVaultName', 'AWS IAM API CreateRole: RoleName'],
  },
  {
    id: 'BackupComplianceLockStays',
    checked: 'synthesis',
    holds: not(and(is(input('backupVaultLock'), 'compliance'), is(input('allowDestroys'), true))),
    says: 'an environment that may be destroyed must not have a compliance lock: its vault could never be deleted',
    fix: 'set backup_vault_lock to governance, or take the environment out of GROUNDWORK_ALLOW_DESTROYS',
    meets: [],
  },
  {
    id: 'BackupCopyElsewhere',
    checked: 'synthesis',
    holds: distinct(input('vaultPlaces')),
    says: 'each copy must be in another region or account than the vault and the other copies: one beside it is lost with it',
    fix: 'name a vault of another region or account in backup_copy_vault_arns',
    meets: [],
  },
];
