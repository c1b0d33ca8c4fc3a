import type { Environment } from '../shared/environment';
import { regionalName, worldWideName } from '../shared/naming';

export const stateBucketName = 'tfstate';
export const stateLockName = 'tfstate-lock';

/** Where the Terraform states of an environment are: known before the backend exists, for it holds its own state too. */
export const stateLocation = (environment: Environment) => ({
  bucket: worldWideName(environment, stateBucketName),
  lockTable: regionalName(environment, stateLockName),
  key: (layer: string) => `${environment.name}/${layer}/terraform.tfstate`,
});
