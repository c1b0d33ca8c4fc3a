import { randomBytes } from 'node:crypto';
import { StatementRefused } from '../../errors';
import type { DatabaseSecret } from '../../secret';
import type { Account, StillWanted } from '../engine';
import { quoteAccount, readGrants } from './check';
import { difference, parseGrants } from './grants';
import { nativeHash } from './hash';
import { defaultRoleStatements, readRequirements } from './requirements';
import { type Dialect, lock, type Run, refuseReplica } from './statements';

/**
 * MySQL and MariaDB: the master prepares the alternate user.
 *
 * Each statement commits by itself, so half of it may have been done before: everything is compared, and only what
 * differs is changed. The password comes last: while it is the old one, nobody takes the user for ready.
 *
 * Edge cases
 * [B1] the alternate user is new: it gets a password that nobody knows until it has its grants
 * [B2] an account is a name and a host part: the clone has the host part of the account that logs in
 * [B3] a TLS requirement and limits are no grants; without them a copy would be more open than its original
 * [B4] a grant that was taken from the user is taken from the alternate user too
 * [B5] a line that the master may not grant: the server says so, and the step ends before the password is set
 */
export async function setAlternate(
  run: Run,
  dialect: Dialect,
  master: DatabaseSecret,
  from: Account,
  to: { username: string; password: string },
  stillWanted: StillWanted,
): Promise<void> {
  await refuseReplica(run, master.host, master.port);
  await lock(run, from.username);
  if (!(await stillWanted())) return;
  const clone = { username: to.username, hostPart: from.hostPart }; // [B2]
  const name = quoteAccount(clone);

  const wanted = await readRequirements(run, dialect, from);
  if (!wanted) throw new StatementRefused(`The master sees no account ${quoteAccount(from)} in mysql.user.`);
  const had = await readRequirements(run, dialect, clone);
  if (!had) {
    const unknown = randomBytes(32).toString('base64'); // [B1]
    await run(`create ${name}`, `CREATE USER IF NOT EXISTS ${name} ${wanted.identified}${wanted.clause}`, [
      dialect.mariadb ? nativeHash(unknown) : unknown,
    ]);
  } else if (had.clause !== wanted.clause) {
    await run(`set the requirements of ${name}`, `ALTER USER ${name}${wanted.clause}`); // [B3]
  }

  const grants = async (account: { username: string; hostPart: string }) => {
    const quoted = quoteAccount(account);
    return parseGrants(await readGrants(run, `SHOW GRANTS FOR ${quoted}`), quoted);
  };
  for (const { before, after } of difference(await grants(from), await grants(clone))) {
    await run(`give ${name} the grants of ${from.username}`, `${before} ${name}${after}`); // [B4] [B5]
  }
  for (const statement of await defaultRoleStatements(run, dialect, from, clone)) {
    await run(`set the default role of ${name}`, statement);
  }
  await run(
    `set the password of ${name}`,
    `ALTER USER ${name} ${wanted.identified}`,
    [dialect.mariadb ? nativeHash(to.password) : to.password],
    [to.password],
  );
}
