import { connect as openSocket } from 'node:net';
import { type Connection, createConnection, type SslOptions } from 'mysql2/promise';
import { LoginRefused, StatementRefused } from '../../errors';
import type { DatabaseSecret } from '../../secret';
import type { Settings } from '../../settings';
import { CONNECT_TIMEOUT_MS, type Engine, type Session } from '../engine';
import { connectionFault, facts, isOtherHost } from '../faults';
import { redact } from '../redact';
import { aliasedEndpoint, authorities, type ResolveAlias } from '../tls';
import { setAlternate } from './alternate';
import { check, readAccount } from './check';
import { discardOldPassword, setOwnPassword } from './own-password';
import { type Dialect, dialectOf, statements } from './statements';

/**
 * MySQL and MariaDB: logging in.
 *
 * Edge cases
 * [L1] refused: a wrong password or no such user (1045, 1698), a locked account (3118, 4151), too many failures (3955)
 * [L2] the server takes no connection now, or has no way to authenticate in common with us; the login was not judged
 * [L3] the certificate is of another host, and the host is an alias of an endpoint of RDS
 * [L4] a secret says "mysql" of a MariaDB server, or the other way round: the server's own word counts
 * [L5] the secret's database is chosen by the test alone: to reach it takes privileges, which come after the user
 */

/** Error numbers. [L1] */
const refused = [1045, 1698, 3118, 4151, 3955];
/** The longest user name of each. */
const nameLengths = { mysql: 32, mariadb: 80 } as const;

export function mysql(name: 'mysql' | 'mariadb', settings: Settings, resolveAlias?: ResolveAlias): Engine {
  return {
    nameLimit: { length: nameLengths[name], unit: 'characters' },
    login: (credential) => login(credential, settings, resolveAlias),
  };
}

async function login(credential: DatabaseSecret, settings: Settings, resolveAlias?: ResolveAlias): Promise<Session> {
  const connection = await connect(credential, resolveAlias);
  const run = statements(connection, credential);
  try {
    // Quotes and backslashes mean the same in every session, whatever the server's default is.
    await run('set its mode', "SET SESSION sql_mode = ''");
    const dialect: Dialect = await dialectOf(run); // [L4]
    return {
      account: () => readAccount(run, credential.username),
      setOwnPassword: (password, wanted) => setOwnPassword(run, dialect, credential, password, settings, wanted),
      setAlternate: (from, to, wanted) => setAlternate(run, dialect, credential, from, to, wanted),
      check: (username, like) => check(run, username, credential.dbname, like),
      discardOldPassword: () => discardOldPassword(run, dialect),
      end: () => connection.end(),
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

async function connect(credential: DatabaseSecret, resolveAlias?: ResolveAlias): Promise<Connection> {
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

let tls: Promise<SslOptions> | undefined;

/** One object for all logins: by it the driver knows authorities that it has read already. */
function verifiedTls(): Promise<SslOptions> {
  tls ??= authorities().then((ca) => ({ ca, minVersion: 'TLSv1.2', rejectUnauthorized: true, verifyIdentity: true }));
  return tls;
}

/** The driver verifies the certificate against `host`, so the socket is opened to where the server is. */
async function open({ host, port, username, password }: DatabaseSecret, serverName: string): Promise<Connection> {
  const connection = await createConnection({
    host: serverName,
    port,
    user: username,
    password,
    ssl: await verifiedTls(),
    connectTimeout: CONNECT_TIMEOUT_MS,
    charset: 'utf8mb4',
    stream: () => openSocket(port, host),
  });
  // A connection that breaks while idle would otherwise end the process; the next statement tells of it.
  connection.on('error', () => {});
  return connection;
}

function fault(error: unknown, { host, port, username, password }: DatabaseSecret): Error {
  const lost = connectionFault(error, host, port);
  if (lost) return lost;
  const { message } = facts(error);
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : Number.NaN;
  const said = `${Number.isNaN(number) ? 'no code' : number}: ${redact(message, [password])}`;
  if (refused.includes(number)) return new LoginRefused(`${host}:${port} refuses the login of ${username} (${said}).`); // [L1]
  return new StatementRefused(`${host}:${port} takes no session of ${username} (${said}).`); // [L2]
}
