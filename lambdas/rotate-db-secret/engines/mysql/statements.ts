import { createHash } from 'node:crypto';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { ReadOnlyDatabase, StatementRefused } from '../../errors';
import { baseUser } from '../../names';
import type { DatabaseSecret } from '../../secret';
import { STATEMENT_TIMEOUT_MS } from '../engine';
import { connectionFault, facts } from '../faults';
import { redact } from '../redact';

/** Which of the two the server is, and since when it can what. */
export interface Dialect {
  readonly mariadb: boolean;
  /** MySQL 8.0.14 and later keep an old password valid when asked to. */
  readonly retainsPasswords: boolean;
  /** MySQL 8.0 and later have roles in a table of their own. */
  readonly defaultRoles: boolean;
}

/** Runs one statement; `purpose` stands in the message, the statement and the secrets in it do not. */
export type Run = (
  purpose: string,
  text: string,
  values?: readonly unknown[],
  secrets?: readonly string[],
) => Promise<RowDataPacket[]>;

/** A syntax error quotes the statement; read-only: the server's option, its mode, the transaction's. */
const syntaxError = 1064;
const readOnlyNumbers = [1290, 1836, 1792];

export function statements(connection: Connection, { host, port, username, password }: DatabaseSecret): Run {
  return async (purpose, text, values = [], secrets = []) => {
    try {
      const [rows] = await connection.query<RowDataPacket[]>({
        sql: text,
        values: [...values],
        timeout: STATEMENT_TIMEOUT_MS,
      });
      return rows;
    } catch (error) {
      const lost = connectionFault(error, host, port);
      if (lost) throw lost;
      const number = error instanceof Error && 'errno' in error ? Number(error.errno) : 0;
      const message = number === syntaxError ? 'syntax error' : facts(error).message;
      const said = `${number}: ${redact(message, [password, ...secrets])}`;
      if (readOnlyNumbers.includes(number)) throw readOnly(host, port, said);
      throw new StatementRefused(`${host}:${port} refuses ${username} to ${purpose} (${said}).`);
    }
  };
}

export async function dialectOf(run: Run): Promise<Dialect> {
  const [row] = await run('ask its version', 'SELECT VERSION() AS version');
  const version = String(row?.version);
  const mariadb = /mariadb/i.test(version);
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  const number = major * 1_000_000 + minor * 1_000 + patch;
  return {
    mariadb,
    retainsPasswords: !mariadb && number >= 8_000_014,
    defaultRoles: !mariadb && number >= 8_000_000,
  };
}

/** A replica takes no change of a user; said before anything is tried. */
export async function refuseReplica(run: Run, host: string, port: number): Promise<void> {
  const [row] = await run(
    'ask whether it is read-only',
    'SELECT CAST(@@global.read_only AS CHAR) AS readOnly, CAST(@@global.innodb_read_only AS CHAR) AS storage',
  );
  const on = [row?.readOnly, row?.storage].some((value) => value === '1' || value === 'ON');
  if (on) throw readOnly(host, port, 'read_only is on');
}

function readOnly(host: string, port: number, reason: string): ReadOnlyDatabase {
  return new ReadOnlyDatabase(
    `${host}:${port} is a replica or a reader endpoint (${reason}): no password can be changed there. Put the ` +
      `primary's or the writer's endpoint into the secret.`,
  );
}

/** One delivery at a time; the lock ends with the session. Its name may have 64 characters. */
export async function lock(run: Run, username: string): Promise<void> {
  const name = `rotate-db-secret ${createHash('sha256').update(baseUser(username)).digest('hex').slice(0, 32)}`;
  const [row] = await run('take the lock', 'SELECT GET_LOCK(?, ?) AS taken', [name, STATEMENT_TIMEOUT_MS / 1_000 - 1]);
  if (row?.taken !== 1) throw new StatementRefused(`Another delivery has been changing ${username} for too long.`);
}
