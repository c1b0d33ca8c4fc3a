import type { Environment } from '../shared/environment';
import { type SettingProps, texts } from '../shared/settings';

export const alarmTopicSettings = {
  alarmEmails: texts({
    describes: 'Who is told of alarms; each address must confirm its subscription once.',
    default: [],
    fixed: true,
    change: 'adds or removes that subscription alone',
  }),
} as const;

export interface AlarmTopicProps extends SettingProps<typeof alarmTopicSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
}
