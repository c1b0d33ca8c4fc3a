import { createHash } from 'node:crypto';

/**
 * What MariaDB stores of a password (mysql_native_password). Nobody can log in with it, and it is what stands in the
 * statement: MariaDB, unlike MySQL, writes statements with passwords in clear text to its general log.
 */
export function nativeHash(password: string): string {
  const once = createHash('sha1').update(password).digest();
  return `*${createHash('sha1').update(once).digest('hex').toUpperCase()}`;
}
