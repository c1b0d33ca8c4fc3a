import { describeFault, foundInputs, type RuleText } from '../components/shared/rules';
import { type Config, variableName } from './config';

/** What must hold of the roles that are assumed. */
export const roleAccountRule: RuleText = {
  id: 'EnvironmentRoleAccount',
  checked: 'synthesis',
  says: 'a role that is assumed must be one of the account that it acts in: Terraform acts in no other',
  fix: 'name a role of that account, or the account of that role',
  meets: ['Terraform AWS provider: allowed_account_ids'],
};

const pairs = [
  ['nonProductionRoleArn', 'nonProductionAccountId'],
  ['productionRoleArn', 'productionAccountId'],
] as const;

/** A fault for each role of another account than the one that it is to act in. */
export const roleAccountFaults = (config: Config, source: string): string[] =>
  pairs
    .filter(([role, account]) => config[role] && config[role].split(':')[4] !== config[account])
    .map((names) => describeFault(source, roleAccountRule, foundInputs(names, config, variableName)));
