import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { excludes, leavesEveryClass } from './password';
import type { dbSecretSettings } from './props';

type Inputs = SettingValues<typeof dbSecretSettings>;
const { input, and, between, whole } = vocabulary<Inputs>();

/** Characters that RDS takes in no master password. */
const refusedByRds = ['/', '"', '@'] as const;

export const dbSecretRules: readonly Rule<Inputs>[] = [
  {
    id: 'DbSecretPasswordLength',
    holds: and(between(input('passwordLength'), 20, 41), whole(input('passwordLength'))),
    says: 'generated passwords must have 20 to 41 characters: shorter ones are guessed, longer ones MySQL and MariaDB refuse for their master user',
    fix: 'set it to 32',
    meets: ['Amazon RDS API CreateDBInstance: MasterUserPassword'],
  },
  {
    id: 'DbSecretPasswordClasses',
    holds: leavesEveryClass(input('passwordExcludedCharacters')),
    says: 'of lower-case letters, upper-case letters, digits and punctuation some must be left, for a password has one of each',
    fix: 'exclude fewer characters; the default leaves letters, digits, . and _',
    meets: ['AWS Secrets Manager API GetRandomPassword: RequireEachIncludedType'],
  },
  {
    id: 'DbSecretPasswordRds',
    holds: excludes(input('passwordExcludedCharacters'), refusedByRds),
    says: `${refusedByRds.join(' ')} must be excluded, which RDS takes in no master password`,
    fix: 'exclude them too; the default does',
    meets: ['Amazon RDS API CreateDBInstance: MasterUserPassword'],
  },
  {
    id: 'DbSecretRecoveryWindow',
    holds: and(between(input('recoveryWindowDays'), 7, 30), whole(input('recoveryWindowDays'))),
    says: 'the recovery window of a secret must be 7 to 30 whole days',
    fix: 'set it to 30, which leaves the most time to notice a mistake',
    meets: ['AWS Secrets Manager API DeleteSecret: RecoveryWindowInDays'],
  },
];

/** Regions that a secret is in: known at synthesis, and no variable. */
export interface DbSecretRegions {
  /** Its own, and those of its copies. */
  readonly regions: readonly string[];
}

const { distinct, input: regions } = vocabulary<DbSecretRegions>();

export const dbSecretRegionRules: readonly Rule<DbSecretRegions>[] = [
  {
    id: 'DbSecretReplicaRegions',
    checked: 'synthesis',
    holds: distinct(regions('regions')),
    says: 'a secret must have at most one copy in each region, and none in its own',
    fix: 'take the second one out',
    meets: ['AWS Secrets Manager API ReplicateSecretToRegions: AddReplicaRegions'],
  },
];

/** What only the whole composition tells. */
export const dbSecretAttachmentRules = {
  attached: {
    id: 'DbSecretAttached',
    checked: 'synthesis',
    says: 'a secret must be attached to its database: without host and port in it nobody can log in with it',
    fix: 'call attachTo with the database',
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
