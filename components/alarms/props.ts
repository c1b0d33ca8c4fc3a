import type { AlarmTopicRef } from '../shared/alarm';
import type { Environment } from '../shared/environment';
import { flag, type SettingProps } from '../shared/settings';

export const alarmsSettings = {
  enableLayerAlarm: flag({
    describes: 'Rolls up all alarms of the layer into one that says whether the layer is well.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarm of the layer, and no other',
  }),
} as const;

export interface AlarmsProps extends SettingProps<typeof alarmsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** Name of the layer, which its alarm is called after; a change replaces that. */
  readonly layer: string;
  /** Where the alarm of the layer goes. */
  readonly alarmTopic: AlarmTopicRef;
}
