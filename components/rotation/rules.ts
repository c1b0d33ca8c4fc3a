import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { type rotationSettings, strategies } from './props';

export { rotationReachRules } from './reach-rules';

type Inputs = SettingValues<typeof rotationSettings>;
const { input, and, atMost, between, is, oneOf, value, whole } = vocabulary<Inputs>();

export const rotationRules: readonly Rule<Inputs>[] = [
  {
    id: 'RotationProductionEnabled',
    only: 'production',
    holds: is(input('enableSecretsRotation'), true),
    says: 'passwords of production must be rotated: the first one is in the state, and only a rotation makes it worthless',
    fix: 'set enable_secrets_rotation to true',
    meets: ['Security Hub SecretsManager.1', 'CKV2_AWS_57'],
  },
  {
    id: 'RotationDays',
    holds: and(between(input('rotationDays'), 1, 1000), whole(input('rotationDays'))),
    says: 'passwords must be rotated every 1 to 1000 whole days',
    fix: 'set rotation_days to 30',
    meets: ['AWS Secrets Manager API RotateSecret: AutomaticallyAfterDays'],
  },
  {
    id: 'RotationProductionDays',
    only: 'production',
    holds: atMost(input('rotationDays'), value(90)),
    says: 'passwords of production must be rotated every 90 days at least',
    fix: 'set rotation_days to 30',
    meets: ['Security Hub SecretsManager.4', 'CKV_AWS_304'],
  },
  {
    id: 'RotationStrategy',
    holds: oneOf(input('rotationStrategy'), strategies),
    says: `the strategy must be one of ${strategies.join(', ')}`,
    fix: 'choose one of them',
    meets: [],
  },
  {
    id: 'RotationProductionAlarms',
    only: 'production',
    holds: is(input('enableRotationAlarms'), true),
    says: 'somebody must be told when a rotation of production fails: the next one may find nobody able to log in',
    fix: 'set enable_rotation_alarms to true',
    meets: ['Security Hub SecretsManager.2'],
  },
  {
    id: 'RotationDurationThreshold',
    holds: between(input('rotationDurationAlarmThreshold'), 1000, 60_000),
    says: 'the threshold of the alarm on the duration must be 1000 to 60000 milliseconds: a step is ended after a minute',
    fix: 'set rotation_duration_alarm_threshold to 30000',
    meets: [],
  },
];

/** What a secret must be to be rotated: known at synthesis, and no variable. */
export interface RotationSubject {
  readonly passwordOwner: string;
  readonly rotationStrategy: string;
  readonly hasMasterSecret: boolean;
}

const subject = vocabulary<RotationSubject>();

export const rotationSubjectRules: readonly Rule<RotationSubject>[] = [
  {
    id: 'RotationPasswordOwner',
    checked: 'synthesis',
    holds: subject.is(subject.input('passwordOwner'), 'lambda'),
    says: 'a secret that RDS manages must not have a rotation of ours: RDS rotates it, and refuses every other function',
    fix: "take the rotation out, or set password_owner of the database to 'lambda'",
    meets: ['Amazon RDS User Guide: password management with Secrets Manager, limitations'],
  },
  {
    id: 'RotationMasterSecret',
    checked: 'synthesis',
    holds: subject.implies(
      subject.is(subject.input('rotationStrategy'), 'alternating-users'),
      subject.is(subject.input('hasMasterSecret'), true),
    ),
    says: 'users that take turns must have a master secret: neither of them may change the other',
    fix: 'give the secret a masterSecret, such as the one of its database, or let rotation_strategy be single-user',
    meets: [],
  },
];
