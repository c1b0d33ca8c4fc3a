import { checkServerIdentity } from 'node:tls';
import pg from 'pg';
import { LoginRefused, StatementRefused } from '../../errors';
import type { DatabaseSecret } from '../../secret';
import type { Settings } from '../../settings';
import { CONNECT_TIMEOUT_MS, type Engine, type Session, STATEMENT_TIMEOUT_MS } from '../engine';
import { connectionFault, facts, isOtherHost } from '../faults';
import { redact } from '../redact';
import { aliasedEndpoint, type ResolveAlias, trust } from '../tls';
import { setAlternate } from './alternate';
import { check } from './check';
import { setOwnPassword } from './own-password';
import { statements } from './statements';

/**
 * PostgreSQL: logging in.
 *
 * Edge cases
 * [L1] refused: a wrong password or no such user (28P01), a user that may not log in, no line in pg_hba.conf (28000)
 * [L2] the server takes no connection now: starting up, shutting down, too many clients; the login was not judged
 * [L3] the certificate is of another host, and the host is an alias of an endpoint of RDS
 */

/** SQLSTATEs. [L1] */
const refused = ['28P01', '28000'];

export function postgres(settings: Settings, resolveAlias?: ResolveAlias): Engine {
  return {
    // NAMEDATALEN - 1; what is longer is cut without an error.
    nameLimit: { length: 63, unit: 'bytes' },
    login: (credential) => login(credential, settings, resolveAlias),
  };
}

async function login(credential: DatabaseSecret, settings: Settings, resolveAlias?: ResolveAlias): Promise<Session> {
  const client = await connect(credential, resolveAlias);
  const run = statements(client, credential);
  return {
    account: async () => ({ username: credential.username, hostPart: '', grants: [] }),
    setOwnPassword: (password, stillWanted) => setOwnPassword(run, credential, password, settings, stillWanted),
    setAlternate: (from, to, stillWanted) => setAlternate(run, credential, from.username, to, settings, stillWanted),
    check: (username, like) => check(run, username, like?.username),
    async discardOldPassword() {
      // PostgreSQL has one password a user: setting the new one has ended the old one.
    },
    end: () => client.end(),
  };
}

async function connect(credential: DatabaseSecret, resolveAlias?: ResolveAlias): Promise<pg.Client> {
  try {
    return await open(credential, credential.host);
  } catch (error) {
    const endpoint = isOtherHost(error) ? await aliasedEndpoint(credential.host, resolveAlias) : undefined; // [L3]
    if (endpoint === undefined) throw fault(error, credential);
    return open(credential, endpoint).catch((second: unknown) => {
      throw fault(second, credential);
    });
  }
}

async function open(credential: DatabaseSecret, serverName: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: credential.host,
    port: credential.port,
    user: credential.username,
    password: credential.password,
    database: credential.dbname ?? 'postgres',
    ssl: {
      secureContext: await trust(),
      rejectUnauthorized: true,
      checkServerIdentity: (_host, certificate) => checkServerIdentity(serverName, certificate),
    },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: STATEMENT_TIMEOUT_MS - 1_000,
    application_name: 'rotate-db-secret',
  });
  // A connection that breaks while idle would otherwise end the process; the next statement tells of it.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

function fault(error: unknown, { host, port, username, password }: DatabaseSecret): Error {
  const lost = connectionFault(error, host, port);
  if (lost) return lost;
  const { code, message } = facts(error);
  const said = redact(message, [password]);
  if (code !== undefined && refused.includes(code)) {
    return new LoginRefused(`${host}:${port} refuses the login of ${username} (${code}: ${said}).`); // [L1]
  }
  return new StatementRefused(`${host}:${port} takes no session of ${username} (${code ?? 'no code'}: ${said}).`); // [L2]
}
