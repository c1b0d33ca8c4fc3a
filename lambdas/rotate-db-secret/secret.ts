import { InvalidSecret } from './errors';

/**
 * The value of a database secret, in the shape that AWS's own rotation functions and RDS use.
 *
 * Edge cases
 * [S1] not JSON, or JSON that is no object
 * [S2] an engine that this function does not know; Aurora's names stand for the engine that it speaks
 * [S3] host, username or password missing, empty or no text
 * [S4] a character that no server can take: NUL ends a string in every wire protocol
 * [S5] the host is an IP address: certificates carry names, so its identity could not be verified
 * [S6] the port as text, as Terraform writes it, or none: the engine's default
 * [S7] members that are not ours: kept as they are when the next version is written
 */

export type EngineName = 'postgres' | 'mysql' | 'mariadb';

export interface DatabaseSecret {
  readonly engine: EngineName;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** @default none: the engine's own */
  readonly dbname?: string;
  /** ARN of the secret of the user that may change others; alternating users need it. */
  readonly masterarn?: string;
}

const engines: Readonly<Record<string, EngineName>> = {
  postgres: 'postgres',
  'aurora-postgresql': 'postgres',
  mysql: 'mysql',
  'aurora-mysql': 'mysql',
  mariadb: 'mariadb',
};

export const defaultPorts: Readonly<Record<EngineName, number>> = { postgres: 5432, mysql: 3306, mariadb: 3306 };

/** Members of a version's JSON. `where` names the version in a message, never its content. */
export function parseMembers(value: string, where: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    // [S1] The parser's own message quotes the text, and with it the password.
    throw new InvalidSecret(`${where} is not JSON. Expected {"engine":…,"host":…,"username":…,"password":…}.`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new InvalidSecret(`${where} is JSON, but no object.`); // [S1]
  }
  return Object.fromEntries(Object.entries(parsed));
}

export function parseSecret(value: string, where: string): DatabaseSecret {
  return toSecret(parseMembers(value, where), where);
}

export function toSecret(members: Readonly<Record<string, unknown>>, where: string): DatabaseSecret {
  const engine = parseEngine(members.engine, where);
  const host = required(members, 'host', where);
  if (/^[\d.]+$/.test(host) || host.includes(':')) {
    throw new InvalidSecret(`${where} has the IP address ${host} as host: use the name in its certificate.`); // [S5]
  }
  const dbname = optional(members, 'dbname', where);
  const masterarn = optional(members, 'masterarn', where);
  return {
    engine,
    host,
    port: parsePort(members.port, engine, where),
    ...parseLogin(members, where),
    ...(dbname === undefined ? {} : { dbname }),
    ...(masterarn === undefined ? {} : { masterarn }),
  };
}

export function parseLogin(members: Readonly<Record<string, unknown>>, where: string) {
  return { username: required(members, 'username', where), password: required(members, 'password', where) };
}

export function parseEngine(engine: unknown, where: string): EngineName {
  const known = typeof engine === 'string' ? engines[engine] : undefined;
  if (known) return known;
  // [S2]
  const found = typeof engine === 'string' ? `"${engine}"` : typeof engine;
  throw new InvalidSecret(`${where} has the engine ${found}. Known are ${Object.keys(engines).join(', ')}.`);
}

/** The next version's value: the current one with another user and password. */
export function withLogin(value: string, login: { username: string; password: string }, where: string): string {
  return JSON.stringify({ ...parseMembers(value, where), ...login }); // [S7]
}

function parsePort(port: unknown, engine: EngineName, where: string): number {
  if (port === undefined || port === null || port === '') return defaultPorts[engine]; // [S6]
  const number = typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port; // [S6]
  if (typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidSecret(`${where} has a port that is no number from 1 to 65535.`);
}

function optional(members: Readonly<Record<string, unknown>>, name: string, where: string): string | undefined {
  const value = members[name];
  return value === undefined || value === null || value === '' ? undefined : required(members, name, where);
}

function required(members: Readonly<Record<string, unknown>>, name: string, where: string): string {
  const value = members[name];
  if (typeof value !== 'string' || value === '') throw new InvalidSecret(`${where} has no ${name}.`); // [S3]
  if (value.includes('\0')) throw new InvalidSecret(`${where} has a NUL character in its ${name}.`); // [S4]
  return value;
}
