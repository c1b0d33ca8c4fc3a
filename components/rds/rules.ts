import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { alarmRules } from './alarm-rules';
import { limitRules } from './limit-rules';
import type { rdsSettings } from './props';
import { protectionRules } from './protection-rules';

export const rdsRules: readonly Rule<SettingValues<typeof rdsSettings>>[] = [
  ...protectionRules,
  ...limitRules,
  ...alarmRules,
];

/** What an instance and its role are called in the end: known at synthesis, and no variables. */
export interface RdsNames {
  readonly databaseIdentifier: string;
  readonly monitoringRoleName: string;
}

const names = vocabulary<RdsNames>();

export const rdsNameRules: readonly Rule<RdsNames>[] = [
  {
    id: 'RdsIdentifier',
    checked: 'synthesis',
    holds: names.and(
      names.matches(names.input('databaseIdentifier'), /^.{1,63}$/),
      names.matches(names.input('databaseIdentifier'), /^[a-z]([a-z0-9]|-[a-z0-9])*$/),
    ),
    says: 'the identifier of a database, with project and environment in it, must be 1 to 63 lower-case letters, digits and single -',
    fix: 'shorten GROUNDWORK_PROJECT in config.env, or the name that the component is given',
    meets: ['Amazon RDS API CreateDBInstance: DBInstanceIdentifier'],
  },
  {
    id: 'RdsMonitoringRoleName',
    checked: 'synthesis',
    holds: names.matches(names.input('monitoringRoleName'), /^[a-zA-Z0-9-]{1,64}$/),
    says: 'the name of the role of enhanced monitoring, with project, environment and region in it, must be 1 to 64 letters, digits and -',
    fix: 'shorten GROUNDWORK_PROJECT in config.env, or the name that the component is given',
    meets: ['AWS IAM API CreateRole: RoleName'],
  },
];
