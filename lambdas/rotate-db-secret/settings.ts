import { InvalidSettings } from './errors';
import { defaultExcluded, defaultLength, emptyClasses } from './password';

/**
 * What the function is told by its environment.
 *
 * Edge cases
 * [V1] a value that is none of those allowed: an error with the variable, what was found and what is expected
 * [V2] so much is excluded that no character of a required class is left
 */
export interface Settings {
  /** `ROTATION_STRATEGY`. @default 'single-user' */
  readonly strategy: 'single-user' | 'alternating-users';
  /** `PASSWORD_LENGTH`, characters: 16 to 128. @default 32 */
  readonly passwordLength: number;
  /** `EXCLUDE_CHARACTERS`. @default all that breaks a URL, a shell or an engine */
  readonly excludeCharacters: string;
  /** `RETAIN_CURRENT_PASSWORD`: MySQL keeps the old password valid until finishSecret. @default false */
  readonly retainCurrentPassword: boolean;
  /**
   * `PLAIN_PASSWORD_STATEMENT`: `allow` sends the password itself, over TLS, to a server that refuses a verifier. It
   * may then stand in that server's log. @default 'never'
   */
  readonly plainPasswordStatement: 'never' | 'allow';
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const excludeCharacters = environment.EXCLUDE_CHARACTERS ?? defaultExcluded;
  const empty = emptyClasses(excludeCharacters);
  if (empty.length > 0) {
    // [V2]
    throw new InvalidSettings(
      `EXCLUDE_CHARACTERS leaves no ${empty.join(' and no ')}, and a password has one of every class. Exclude fewer.`,
    );
  }
  return {
    strategy: oneOf(environment, 'ROTATION_STRATEGY', ['single-user', 'alternating-users']),
    passwordLength: passwordLength(environment.PASSWORD_LENGTH),
    excludeCharacters,
    retainCurrentPassword: oneOf(environment, 'RETAIN_CURRENT_PASSWORD', ['false', 'true']) === 'true',
    plainPasswordStatement: oneOf(environment, 'PLAIN_PASSWORD_STATEMENT', ['never', 'allow']),
  };
}

/** The variable's value; the first one allowed is the default. */
function oneOf<T extends string>(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  allowed: readonly [T, ...T[]],
): T {
  const found = environment[name];
  if (found === undefined || found === '') return allowed[0];
  const value = allowed.find((one) => one === found);
  if (value !== undefined) return value;
  throw new InvalidSettings(`${name} is "${found}"; expected ${allowed.join(' or ')}.`); // [V1]
}

function passwordLength(found: string | undefined): number {
  if (found === undefined || found === '') return defaultLength;
  const length = Number(found);
  // RDS takes 128 characters for PostgreSQL; MySQL's and MariaDB's master users 41, which concerns no user of ours.
  if (Number.isInteger(length) && length >= 16 && length <= 128) return length;
  throw new InvalidSettings(`PASSWORD_LENGTH is "${found}"; expected a whole number from 16 to 128.`); // [V1]
}
