import { TestFailed } from '../../errors';
import { missing } from './privileges';
import type { Run } from './statements';

/**
 * PostgreSQL: is the session what it should be?
 *
 * Edge cases
 * [K1] another user than the one that was named: a map in pg_ident.conf, a pooler in between
 * [K2] no TLS, although the driver was told so: the server's own word
 * [K3] an alternate user that may do less than the user whose place it takes
 */
export async function check(run: Run, username: string, like: string | undefined): Promise<void> {
  const [session] = await run<{ login: string; role: string }>(
    'ask who it is',
    'SELECT session_user AS login, current_user AS role',
  );
  if (session?.login !== username) {
    throw new TestFailed(`The pending credential of ${username} logs in as ${session?.login ?? 'nobody'}.`); // [K1]
  }
  // As its owner role it would not see its own session.
  await run('be itself', 'SET ROLE NONE');
  const [connection] = await run<{ ssl: boolean }>(
    'ask for TLS',
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  );
  if (!connection?.ssl) throw new TestFailed(`The session of ${username} is not encrypted.`); // [K2]
  if (like === undefined) return;
  const lacking = await missing(run, like, session.role);
  if (lacking.length > 0) {
    throw new TestFailed(`${username} lacks what ${like} may: ${lacking.join('; ')}. Run setSecret again.`); // [K3]
  }
}
