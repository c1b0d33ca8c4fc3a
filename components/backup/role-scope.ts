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

/** Regions and accounts of vaults, `us-east-1:111122223333`. */
export const placesOf = (vaultArns: readonly string[]): readonly string[] =>
  vaultArns.map((arn) => arn.split(':').slice(3, 5).join(':'));

/**
 * ARNs of a resource where this role makes copies, which is in other regions of the account: into another account AWS
 * Backup copies with its own role there.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/using-service-linked-roles-AWSServiceRoleForBackup.html
 */
export function arnsOfCopies(scope: RoleScope, service: string, resource: string): readonly string[] {
  const { partition, accountId } = scope.environment;
  const places = new Set(placesOf(scope.copyVaultArns));
  return [...places]
    .filter((place) => place.endsWith(`:${accountId}`))
    .map((place) => `arn:${partition}:${service}:${place}:${resource}`);
}
