import type { Environment } from '../shared/environment';
import { amount, type SettingProps } from '../shared/settings';

export const logGroupsSettings = {
  logsRetentionDays: amount({
    describes: 'How long the lines can be searched.',
    unit: 'days, as CloudWatch Logs knows them: 1, 3, 5, 7, 14, 30, 60, 90 …',
    default: 30,
  }),
} as const;

/** What a component says about log groups of its own. */
export interface LogGroupsProps extends SettingProps<typeof logGroupsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** Whose log it is, without project and environment: begins the names of the variables and of the key. */
  readonly name: string;
  /** What is written there. */
  readonly description: string;
  /**
   * Full names of the groups, by a short one that names the construct. Another name replaces that group, and what it
   * holds is lost.
   */
  readonly logGroups: Readonly<Record<string, string>>;
}
