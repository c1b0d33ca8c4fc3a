import { connect as openSocket } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import { type Connection, createConnection } from 'mysql2/promise';
import pg from 'pg';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A server as its clients have to know it. */
export interface Reach {
  readonly engine: 'postgres' | 'mariadb';
  /** Name that its certificate is for. */
  readonly host: string;
  /** Where that is, which no name server has to tell. */
  readonly address: string;
  readonly port: number;
  /** Certificate of who vouches for it, as PEM; without one the session has no TLS. */
  readonly authority: string | undefined;
}

/** A session over TLS, the server's name verified. */
export async function postgresSession(to: Reach, login: Login, database = 'postgres'): Promise<pg.Client> {
  const { host, address, port, authority: ca } = to;
  const client = new pg.Client({
    host: address,
    port,
    user: login.username,
    password: login.password,
    database,
    ssl: ca ? { ca, servername: host, checkServerIdentity: (_, peer) => checkServerIdentity(host, peer) } : false,
  });
  // One that breaks while idle would otherwise end the process; the next statement tells of it.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** The same. The driver verifies the certificate against `host`, so the socket is opened to where the server is. */
export async function mariaDbSession(to: Reach, login: Login, database?: string): Promise<Connection> {
  const { host, address, port, authority: ca } = to;
  const connection = await createConnection({
    host,
    port,
    user: login.username,
    password: login.password,
    database,
    ssl: ca ? { ca, verifyIdentity: true } : undefined,
    stream: () => openSocket(port, address),
  });
  connection.on('error', () => {});
  return connection;
}

/** Whether a server admits a user; it is asked a question, whose answer is given. */
export type Admission =
  | { readonly admitted: true; readonly answer: unknown }
  | { readonly admitted: false; readonly reason: string };

/** What each says of a password that is wrong, or of a session without TLS; the rest is a fault of another kind. */
const refusals: readonly unknown[] = ['28P01', '28000', 'ER_ACCESS_DENIED_ERROR', 'ER_SECURE_TRANSPORT_REQUIRED'];

/**
 * Tries to log in.
 * @param question a query with one column named `answer`
 * @throws the driver's error when the login was not judged: nobody listens, or the certificate does not verify
 */
export async function admission(
  to: Reach,
  login: Login,
  database?: string,
  question = 'SELECT 42 AS answer',
): Promise<Admission> {
  try {
    return { admitted: true, answer: await ask(to, login, database, question) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (error instanceof Error && refusals.includes(code)) return { admitted: false, reason: error.message };
    throw error;
  }
}

async function ask(to: Reach, login: Login, database: string | undefined, question: string): Promise<unknown> {
  if (to.engine === 'postgres') {
    const client = await postgresSession(to, login, database);
    try {
      return (await client.query<{ answer: unknown }>(question)).rows[0]?.answer;
    } finally {
      await client.end();
    }
  }
  const connection = await mariaDbSession(to, login, database);
  try {
    const [rows] = await connection.query(question);
    const [row] = Array.isArray(rows) ? rows : [];
    return row && 'answer' in row ? row.answer : undefined;
  } finally {
    await connection.end();
  }
}
