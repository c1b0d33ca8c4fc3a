import type { Environment } from '../shared/environment';
import { amount, type SettingProps } from '../shared/settings';

export const backendSettings = {
  accessLogRetentionDays: amount({
    describes: 'How long it can be looked up who read or wrote a state.',
    unit: 'days, 90 or more',
    default: 365,
    fixed: true,
  }),
} as const;

export interface BackendProps extends SettingProps<typeof backendSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** How long an earlier version of a state can be brought back, in days. @default 90 */
  readonly stateVersionRetentionDays?: number;
}
