import type { DbSecret, ManagedSecret } from '../db-secret';
import type { LambdaCode } from '../lambda-function';
import type { AlarmTopicRef } from '../shared/alarm';
import type { Connectable } from '../shared/connections';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps, text } from '../shared/settings';

export const strategies = ['single-user', 'alternating-users'] as const;

export const rotationSettings = {
  enableSecretsRotation: flag({
    describes: 'Gives the user of the secret a new password, at once and then again and again.',
    default: true,
    fixed: true,
    change: 'to false ends rotation and leaves the password as it is; of a secret never rotated it is in the state',
  }),
  rotationDays: amount({
    describes: 'How often the password changes.',
    unit: 'days, 1 to 1000; production 90 at most',
    default: 30,
    change: 'rotates at once',
  }),
  rotationStrategy: text({
    describes:
      'How: single-user changes the password of the one user; alternating-users lets two users take turns, so that open sessions and old passwords last one rotation longer.',
    default: 'single-user',
    fixed: true,
    change: 'holds from the next rotation on',
  }),
  enableRotationAlarms: flag({
    describes: 'Watches the function, and tells when a rotation begins, succeeds, fails or is abandoned.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarms and the event rule',
  }),
  rotationDurationAlarmThreshold: amount({
    describes: 'At which duration of a step the alarm fires.',
    unit: 'milliseconds, 1000 to 60000',
    default: 30_000,
  }),
} as const;

/** What is known, when stacks are synthesized, of the way out of the subnets that the function is in. */
export interface RotationNetwork {
  /** Id of the VPC that the database is in. A change replaces the security group. */
  readonly vpcId: string;
  /** Subnets that the function has network interfaces in. */
  readonly privateSubnetIds: string[];
  /** How those subnets reach the internet; `none` where they do not. */
  readonly egress: string;
  /** Services that have an interface endpoint in the VPC. */
  readonly interfaceEndpoints: readonly string[];
  /** Security group of those endpoints. */
  readonly endpointSecurityGroupId: string;
}

/** A database as it admits clients. */
export interface RotatedDatabase extends Connectable {
  /** TCP port that it listens on. */
  readonly port: number;
}

export interface RotationProps extends SettingProps<typeof rotationSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project and environment, which are added; it also begins the names of the variables, so the secret's own
   * name is a good one. A change replaces the function.
   */
  readonly name: string;
  /** The secret that is rotated; it must not be one that RDS manages, which rotates by itself. */
  readonly secret: DbSecret | ManagedSecret;
  /** The database whose user it holds. */
  readonly database: RotatedDatabase;
  /** Where the function is. */
  readonly network: RotationNetwork;
  /** The bundle of `lambdas/rotate-db-secret`. */
  readonly code: LambdaCode;
  /** Where alarms and events go. */
  readonly alarmTopic: AlarmTopicRef;
  /** How long the function's log can be searched, in days. @default 7 */
  readonly rotationLogsRetentionDays?: number;
}
