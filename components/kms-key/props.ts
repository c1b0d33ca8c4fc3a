import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { amount, type SettingProps } from '../shared/settings';

export const kmsKeySettings = {
  keyDeletionWindowDays: amount({
    describes: 'How long a key that was scheduled for deletion can still be saved.',
    unit: 'days, 7 to 30',
    default: 30,
  }),
  keyRotationPeriodDays: amount({
    describes: 'How often AWS renews the key material; what was encrypted before stays readable.',
    unit: 'days, 90 to 2560',
    default: 365,
  }),
} as const;

/** What a component says about a key of its own. */
export interface KmsKeyProps extends SettingProps<typeof kmsKeySettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** The alias, without project and environment, which are added; it also begins the names of the key's variables. */
  readonly name: string;
  /** What is encrypted with it. */
  readonly description: string;
  /**
   * Who else may use it, and for what. The account's own administrators always may, through their IAM policies.
   * @default nobody
   */
  readonly usage?: readonly Statement[];
}
