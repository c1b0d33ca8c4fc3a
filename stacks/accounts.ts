import type { Environment } from '../components/shared/environment';
import type { Config } from './config';
import type { AssumedRole } from './definition';
import type { EnvironmentName } from './names';

type Account = Environment & {
  readonly name: EnvironmentName;
  readonly owner: string;
  readonly assumedRole?: AssumedRole;
};

const partitionOf = (region: string) =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

const account = (
  config: Config,
  name: EnvironmentName,
  production: boolean,
  accountId: string,
  roleArn: string,
): Account => ({
  name,
  production,
  project: config.project,
  owner: config.owner,
  accountId,
  region: config.region,
  partition: partitionOf(config.region),
  allowDestroys: config.allowDestroys.includes(name),
  assumedRole: roleArn ? { arn: roleArn, externalId: config.roleExternalId || undefined } : undefined,
});

/** What dev and staging have in common: their account, and that they are not production. */
export const nonProduction = (config: Config, name: 'dev' | 'staging'): Account =>
  account(config, name, false, config.nonProductionAccountId, config.nonProductionRoleArn);

/** Production's own account. */
export const production = (config: Config, name: 'prod'): Account =>
  account(config, name, true, config.productionAccountId, config.productionRoleArn);
