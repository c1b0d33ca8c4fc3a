import type { Client, QueryResultRow } from 'pg';
import { ReadOnlyDatabase, StatementRefused } from '../../errors';
import type { DatabaseSecret } from '../../secret';
import { connectionFault, facts } from '../faults';
import { redact } from '../redact';

/**
 * Runs one statement. `purpose` stands in the message instead of the statement, which is nobody's business; `secrets`
 * are taken out of what the server says.
 */
export type Run = <Row extends QueryResultRow>(
  purpose: string,
  text: string,
  values?: readonly unknown[],
  secrets?: readonly string[],
) => Promise<Row[]>;

/** Statements of a session, with faults that name where and what for. */
export function statements(client: Client, { host, port, username, password }: DatabaseSecret): Run {
  return async <Row extends QueryResultRow>(
    purpose: string,
    text: string,
    values: readonly unknown[] = [],
    secrets: readonly string[] = [],
  ) => {
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } catch (error) {
      const lost = connectionFault(error, host, port);
      if (lost) throw lost;
      const { code, message } = facts(error);
      const said = `${code ?? 'no code'}: ${redact(message, [password, ...secrets])}`;
      // 25006: read_only_sql_transaction
      if (code === '25006') throw readOnly(host, port, said);
      throw new ServerRefusal(`${host}:${port} refuses ${username} to ${purpose} (${said}).`, code);
    }
  };
}

/** The server's own no, with its SQLSTATE. */
export class ServerRefusal extends StatementRefused {
  constructor(
    message: string,
    readonly sqlState: string | undefined,
  ) {
    super(message);
  }
}

export function readOnly(host: string, port: number, reason: string): ReadOnlyDatabase {
  return new ReadOnlyDatabase(
    `${host}:${port} is a replica or a reader endpoint (${reason}): no password can be changed there. Put the ` +
      `primary's or the writer's endpoint into the secret.`,
  );
}

/** A transaction that ends by itself whatever happens in it. */
export async function transaction<T>(run: Run, work: () => Promise<T>): Promise<T> {
  // A user whose transactions are read-only by default may still change its password.
  await run('begin', 'BEGIN READ WRITE');
  try {
    const result = await work();
    await run('commit', 'COMMIT');
    return result;
  } catch (error) {
    // The fault that led here is the one to tell; a connection that is gone has rolled back by itself.
    await run('roll back', 'ROLLBACK').catch(() => {});
    throw error;
  }
}
