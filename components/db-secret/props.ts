import type { Environment } from '../shared/environment';
import { amount, type SettingProps, text } from '../shared/settings';
import { unsafeCharacters } from './password';

export const dbSecretSettings = {
  passwordLength: amount({
    describes: 'Length of the passwords that are generated.',
    unit: 'characters, 20 to 41',
    default: 32,
    change: 'holds from the next rotation on',
  }),
  passwordExcludedCharacters: text({
    describes: 'Characters that no generated password has.',
    default: unsafeCharacters,
    change: 'holds from the next rotation on',
  }),
  recoveryWindowDays: amount({
    describes: 'How long a deleted secret can be restored; until then its name cannot be used again.',
    unit: 'days, 7 to 30; none where the environment allows destroys',
    default: 30,
  }),
} as const;

/** A copy of the secret in another region. */
export interface SecretReplica {
  /** Region of the copy. */
  readonly region: string;
  /** ARN of the key, in that region, that encrypts the copy. */
  readonly keyArn: string;
}

/** What a secret has to know of another one. */
export interface MasterSecret {
  /** ARN of the secret. */
  readonly secretArn: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;
  /** Who changes its password: our function, or RDS itself. */
  readonly passwordOwner: 'lambda' | 'managed';
}

/** A secret that RDS makes and rotates by itself. */
export interface ManagedSecret extends MasterSecret {
  readonly passwordOwner: 'managed';
}

export interface DbSecretProps extends SettingProps<typeof dbSecretSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project and environment, which are added; it also begins the names of the variables. A change replaces the
   * secret.
   */
  readonly name: string;
  /** User of the database whose password it holds. */
  readonly username: string;
  /** Secret of the user that may change others, which alternating users need. @default none */
  readonly masterSecret?: MasterSecret;
  /** Copies in other regions. @default none */
  readonly replicas?: readonly SecretReplica[];
}
