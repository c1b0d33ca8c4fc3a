import { InvalidSecret } from './errors';

/**
 * Names of the two users that take turns: `app` and `app_clone`.
 *
 * Edge cases
 * [N1] a name that is too long for the engine: PostgreSQL would cut it without a word, and two users would be one
 * [N2] PostgreSQL counts bytes, MySQL and MariaDB count characters
 * [N3] a user named `_clone`: without the suffix nothing is left
 */

const SUFFIX = '_clone';

/** The longest name that a user may have. */
export interface NameLimit {
  readonly length: number;
  readonly unit: 'bytes' | 'characters';
}

/** The user whose turn is next: the clone of a user, the user of a clone. */
export function alternateUser(username: string, limit: NameLimit): string {
  const alternate = baseUser(username) === username ? `${username}${SUFFIX}` : baseUser(username);
  if (alternate === '') throw new InvalidSecret(`The user "${username}" has no name but its suffix.`); // [N3]
  checkName(alternate, limit);
  return alternate;
}

/** The name that both users share. */
export function baseUser(username: string): string {
  return username.endsWith(SUFFIX) ? username.slice(0, -SUFFIX.length) : username;
}

/** Refuses a name that the engine would cut or refuse. */
export function checkName(name: string, limit: NameLimit): void {
  const length = limit.unit === 'bytes' ? Buffer.byteLength(name) : [...name].length; // [N2]
  if (length <= limit.length) return;
  // [N1]
  throw new InvalidSecret(
    `The name "${name}" has ${length} ${limit.unit}; the engine takes ${limit.length}. ` +
      `Alternating users need a user name of at most ${limit.length - SUFFIX.length} ${limit.unit}.`,
  );
}
