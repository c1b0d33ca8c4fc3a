import { escapeLiteral } from 'pg';
import { StatementRefused } from '../../errors';
import { baseUser } from '../../names';
import { scramVerifier } from '../../scram';
import type { DatabaseSecret } from '../../secret';
import type { Settings } from '../../settings';
import type { StillWanted } from '../engine';
import { type Run, readOnly, ServerRefusal, transaction } from './statements';

/**
 * PostgreSQL: a user changes its own password.
 *
 * Edge cases
 * [O1] a replica takes no change, and says so only at the statement
 * [O2] a user whose default role is another one acts as that role: SET ROLE NONE makes it itself again
 * [O3] two deliveries at once would meet at the same row of pg_authid ("tuple concurrently updated"): one waits
 * [O4] a server that will not take a verifier: before version 10 it would hash the verifier as if it were a password;
 *      later ones may have a module that wants to see the password. The password itself is sent only when asked for.
 */

/** SQLSTATE classes of a statement whose value is not wanted: feature, data, authorization. [O4] */
const unwanted = ['0A', '22', '28'];

export async function setOwnPassword(
  run: Run,
  { host, port, username }: DatabaseSecret,
  password: string,
  settings: Settings,
  stillWanted: StillWanted,
): Promise<void> {
  await refuseReplica(run, host, port);
  await transaction(run, async () => {
    await run('be itself', 'SET LOCAL ROLE NONE'); // [O2]
    await lock(run, username);
    if (!(await stillWanted())) return;
    await setPassword(run, 'SESSION_USER', password, settings);
  });
}

/** [O1] */
export async function refuseReplica(run: Run, host: string, port: number): Promise<void> {
  const [state] = await run<{ recovering: boolean }>('ask for recovery', 'SELECT pg_is_in_recovery() AS recovering');
  if (state?.recovering) throw readOnly(host, port, 'it is in recovery');
}

/** [O3] Held to the end of the transaction. */
export async function lock(run: Run, username: string): Promise<void> {
  await run('take the lock', 'SELECT pg_advisory_xact_lock(hashtext($1))', [`rotate-db-secret ${baseUser(username)}`]);
}

/** `role` is an identifier, quoted as it must be. */
export async function setPassword(run: Run, role: string, password: string, settings: Settings): Promise<void> {
  const [server] = await run<{ version: string }>(
    'ask its version',
    "SELECT current_setting('server_version_num') AS version",
  );
  if (Number(server?.version) >= 100_000) {
    const refusal = await tryVerifier(run, role, await scramVerifier(password));
    if (!refusal) return;
    if (settings.plainPasswordStatement === 'never') throw plainNotAllowed(refusal.message);
  } else if (settings.plainPasswordStatement === 'never') {
    throw plainNotAllowed('Before version 10 there are no verifiers.');
  }
  await run('set the password', `ALTER ROLE ${role} PASSWORD ${escapeLiteral(password)}`, [], [password]);
}

async function tryVerifier(run: Run, role: string, verifier: string): Promise<ServerRefusal | undefined> {
  await run('set a savepoint', 'SAVEPOINT verifier');
  try {
    await run('set the password', `ALTER ROLE ${role} PASSWORD '${verifier}'`);
    return undefined;
  } catch (error) {
    if (!(error instanceof ServerRefusal && unwanted.some((one) => error.sqlState?.startsWith(one)))) throw error;
    await run('go back to the savepoint', 'ROLLBACK TO SAVEPOINT verifier');
    return error;
  }
}

/** [O4] */
function plainNotAllowed(reason: string): StatementRefused {
  return new StatementRefused(
    `The server takes no SCRAM-SHA-256 verifier. ${reason} PLAIN_PASSWORD_STATEMENT=allow sends the password itself; ` +
      `it may then stand in the server's log.`,
  );
}
