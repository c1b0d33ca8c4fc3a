import pg from 'pg';
import { type DatabaseServer, type Login, mariaDbSession, postgresSession, type Reach } from '../databases';

/** What RDS does as the administrator of a server, with no password in the server's log. */
export interface Accounts {
  /** Makes the master user, who is no superuser, as RDS's is none, and the database that was asked for. */
  prepare(master: Login, database: string | undefined): Promise<void>;
  setPassword(login: Login): Promise<void>;
}

export function accountsOf(server: DatabaseServer): Accounts {
  const reach = { ...server, authority: server.authority.certificate };
  return server.engine === 'postgres' ? postgresAccounts(reach, server.admin) : mariaDbAccounts(reach, server.admin);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html */
function postgresAccounts(to: Reach, admin: Login): Accounts {
  const name = (text: string) => pg.escapeIdentifier(text);
  const run = async (...statements: string[]) => {
    const client = await postgresSession(to, admin);
    try {
      for (const unlogged of ["log_statement = 'none'", "log_min_error_statement = 'panic'"]) {
        await client.query(`SET ${unlogged}`);
      }
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    prepare: ({ username, password }, database) =>
      run(
        'CREATE ROLE rds_superuser NOLOGIN',
        'GRANT pg_monitor, pg_signal_backend TO rds_superuser WITH ADMIN OPTION',
        `CREATE ROLE ${name(username)} LOGIN CREATEROLE CREATEDB IN ROLE rds_superuser PASSWORD ${pg.escapeLiteral(password)}`,
        ...(database === undefined ? [] : [`CREATE DATABASE ${name(database)} OWNER ${name(username)}`]),
      ),
    setPassword: ({ username, password }) => run(`ALTER ROLE ${name(username)} PASSWORD ${pg.escapeLiteral(password)}`),
  };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html */
const masterPrivileges = [
  'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES',
  'CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW',
  'CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER',
].join(', ');

function mariaDbAccounts(to: Reach, admin: Login): Accounts {
  const run = async (...statements: (readonly [string, ...string[]])[]) => {
    const connection = await mariaDbSession(to, admin);
    try {
      await connection.query('SET SESSION sql_log_off = ON');
      for (const [statement, ...values] of statements) await connection.query(statement, values);
    } finally {
      await connection.end();
    }
  };
  return {
    prepare: ({ username, password }, database) =>
      run(
        ["CREATE USER ?@'%' IDENTIFIED BY ?", username, password],
        [`GRANT ${masterPrivileges} ON *.* TO ?@'%' WITH GRANT OPTION`, username],
        ...(database === undefined ? [] : [[`CREATE DATABASE \`${database.replaceAll('`', '``')}\``] as const]),
      ),
    setPassword: ({ username, password }) => run(["ALTER USER ?@'%' IDENTIFIED BY ?", username, password]),
  };
}
