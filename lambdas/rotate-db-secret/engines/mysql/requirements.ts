import { quoteAccount } from './check';
import type { Dialect, Run } from './statements';

interface AccountName {
  readonly username: string;
  readonly hostPart: string;
}

/** What an account is besides its grants. */
export interface Requirements {
  /** How it is identified, with a placeholder for the password or its hash. */
  readonly identified: string;
  /** Its TLS requirement and its limits, always spelled out. */
  readonly clause: string;
}

const limits = ['max_questions', 'max_updates', 'max_connections', 'max_user_connections'] as const;
const limitWords: Readonly<Record<(typeof limits)[number], string>> = {
  max_questions: 'MAX_QUERIES_PER_HOUR',
  max_updates: 'MAX_UPDATES_PER_HOUR',
  max_connections: 'MAX_CONNECTIONS_PER_HOUR',
  max_user_connections: 'MAX_USER_CONNECTIONS',
};

/** Read as the master; `undefined` when there is no such account. */
export async function readRequirements(
  run: Run,
  dialect: Dialect,
  account: AccountName,
): Promise<Requirements | undefined> {
  const text = ['ssl_type', 'ssl_cipher', 'x509_issuer', 'x509_subject', 'plugin'];
  const columns = [...text.map((name) => `CONVERT(${name} USING utf8mb4) AS ${name}`), ...limits];
  const [row] = await run(
    `read the account ${quoteAccount(account)}`,
    `SELECT ${columns.join(', ')} FROM mysql.user WHERE User = ? AND Host = ?`,
    [account.username, account.hostPart],
  );
  if (!row) return undefined;
  const caps = limits.map((name) => `${limitWords[name]} ${Number(row[name])}`).join(' ');
  return {
    identified: dialect.mariadb
      ? 'IDENTIFIED VIA mysql_native_password USING ?'
      : // The plugin of the original: clients that know no other must be able to log in as the clone.
        `IDENTIFIED WITH ${quoteName(String(row.plugin))} BY ?`,
    clause: ` REQUIRE ${requirement(row)} WITH ${caps}`,
  };
}

function requirement(row: Readonly<Record<string, unknown>>): string {
  if (row.ssl_type === 'ANY') return 'SSL';
  if (row.ssl_type === 'X509') return 'X509';
  if (row.ssl_type !== 'SPECIFIED') return 'NONE';
  const parts = [
    ['CIPHER', row.ssl_cipher],
    ['ISSUER', row.x509_issuer],
    ['SUBJECT', row.x509_subject],
  ];
  return parts.flatMap(([word, value]) => (value ? [`${word} ${quoteText(String(value))}`] : [])).join(' AND ');
}

/** Statements that give the clone the default roles of its original; none when it has them. */
export async function defaultRoleStatements(
  run: Run,
  dialect: Dialect,
  from: AccountName,
  clone: AccountName,
): Promise<string[]> {
  if (!dialect.mariadb && !dialect.defaultRoles) return [];
  const wanted = await defaultRoles(run, dialect, from);
  if (wanted === (await defaultRoles(run, dialect, clone))) return [];
  return [
    dialect.mariadb
      ? `SET DEFAULT ROLE ${wanted} FOR ${quoteAccount(clone)}`
      : `ALTER USER ${quoteAccount(clone)} DEFAULT ROLE ${wanted}`,
  ];
}

async function defaultRoles(run: Run, dialect: Dialect, account: AccountName): Promise<string> {
  const statement = dialect.mariadb
    ? 'SELECT default_role AS name, NULL AS host FROM mysql.user WHERE User = ? AND Host = ?'
    : 'SELECT default_role_user AS name, default_role_host AS host FROM mysql.default_roles WHERE USER = ? AND HOST = ?';
  const rows = await run('read default roles', statement, [account.username, account.hostPart]);
  const names = rows
    .filter(({ name }) => name)
    .map(({ name, host }) => (host === null ? quoteName(name) : quoteAccount({ username: name, hostPart: host })));
  return names.sort().join(', ') || 'NONE';
}

function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** The session's mode has backslash escapes. */
function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
