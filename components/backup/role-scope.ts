import type { Environment } from '../shared/environment';

/** What the role of backups is about. */
export interface RoleScope {
  readonly environment: Environment;
  readonly vaultArn: string;
  readonly keyArn: string;
  /** What is backed up by its ARN. */
  readonly listed: readonly string[];
  /** Vaults that are copied to. */
  readonly copyVaultArns: readonly string[];
}
