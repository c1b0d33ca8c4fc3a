import type { DatabaseSecret } from '../../secret';
import type { Settings } from '../../settings';
import type { StillWanted } from '../engine';
import { nativeHash } from './hash';
import { type Dialect, lock, type Run, refuseReplica } from './statements';

/**
 * MySQL and MariaDB: a user changes its own password.
 *
 * Edge cases
 * [O1] a replica takes no change, or takes it and loses it
 * [O2] two deliveries at once: one waits, so that what is asked under the lock stays true
 * [O3] MariaDB lets no user without CREATE USER alter itself, not even its password; SET PASSWORD it does, and it takes
 *      the hash. Never PASSWORD(): it would put clear text into the general log, and MySQL 8 does not know it
 * [O4] keeping the old password valid takes MySQL 8.0.14 and APPLICATION_PASSWORD_ADMIN
 */
export async function setOwnPassword(
  run: Run,
  dialect: Dialect,
  { host, port, username }: DatabaseSecret,
  password: string,
  settings: Settings,
  stillWanted: StillWanted,
): Promise<void> {
  await refuseReplica(run, host, port); // [O1]
  await lock(run, username); // [O2]
  if (!(await stillWanted())) return;
  if (dialect.mariadb) {
    await run('set its password', 'SET PASSWORD = ?', [nativeHash(password)]); // [O3]
    return;
  }
  const retain = settings.retainCurrentPassword && dialect.retainsPasswords ? ' RETAIN CURRENT PASSWORD' : ''; // [O4]
  await run('set its password', `ALTER USER USER() IDENTIFIED BY ?${retain}`, [password], [password]);
}

export async function discardOldPassword(run: Run, dialect: Dialect): Promise<void> {
  if (dialect.retainsPasswords) await run('discard its old password', 'ALTER USER USER() DISCARD OLD PASSWORD'); // [O4]
}
