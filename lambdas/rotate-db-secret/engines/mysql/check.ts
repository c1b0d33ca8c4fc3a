import { TestFailed } from '../../errors';
import type { Account } from '../engine';
import { lacking, parseGrants } from './grants';
import type { Run } from './statements';

/**
 * MySQL and MariaDB: is the session what it should be?
 *
 * Edge cases
 * [K1] another account than the one that was named: an anonymous one, a proxy
 * [K2] no TLS, although the driver was told so: the server's own word
 * [K3] an alternate user that may do less than the user whose place it takes
 * [K4] the secret's database cannot be used
 */
export async function check(run: Run, username: string, database: string | undefined, like?: Account): Promise<void> {
  const account = await readAccount(run, username); // [K1]
  const [tls] = await run('ask for TLS', "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  if (!tls?.Value) throw new TestFailed(`The session of ${username} is not encrypted.`); // [K2]
  if (database !== undefined) await run(`use the database ${database}`, 'USE ??', [database]); // [K4]
  if (!like) return;
  const wanted = parseGrants(like.grants, quoteAccount(like));
  const missing = lacking(wanted, parseGrants(account.grants, quoteAccount(account)));
  if (missing.length === 0) return;
  const some = missing.slice(0, 5).join('; ');
  throw new TestFailed(`${username} lacks what ${like.username} may: ${some}. Run setSecret again.`); // [K3]
}

/** The account that the server has logged us in as. */
export async function readAccount(run: Run, username: string): Promise<Account> {
  const [row] = await run('ask who it is', 'SELECT CURRENT_USER() AS account');
  const account = String(row?.account);
  const at = account.lastIndexOf('@');
  if (account.slice(0, at) !== username) {
    throw new TestFailed(`The credential of ${username} logs in as ${account}.`); // [K1]
  }
  return { username, hostPart: account.slice(at + 1), grants: await readGrants(run, 'SHOW GRANTS') };
}

export async function readGrants(run: Run, statement: string, values: readonly unknown[] = []): Promise<string[]> {
  return (await run('read grants', statement, values)).map((row) => String(Object.values(row)[0]));
}

/** As SHOW GRANTS writes it. */
export function quoteAccount({ username, hostPart }: { username: string; hostPart: string }): string {
  return `\`${username.replaceAll('`', '``')}\`@\`${hostPart.replaceAll('`', '``')}\``;
}
