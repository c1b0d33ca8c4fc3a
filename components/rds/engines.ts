/** Something that a parameter group sets, in RDS's own words. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** Major versions whose own value it is, by RDS's documentation or, where that is silent, by the engine's. @default none */
  readonly ownIn?: readonly string[];
}

/** An option of an option group. */
export interface Option {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** What differs between the engines. */
export interface Engine {
  /** Port that it listens on. */
  readonly port: number;
  /** Major versions that RDS offers. */
  readonly majorVersions: readonly string[];
  /** Parameter group's family is this and the major version. */
  readonly family: string;
  /** Logs that are exported to CloudWatch Logs. None of them has statements of which a password is a part. */
  readonly logExports: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly options: readonly Option[];
}

/**
 * Instances take `1`, where clusters take `ON`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 */
const requireTls: Parameter = { name: 'require_secure_transport', value: '1' };

/** Slow statements go to a file, which is exported; the general log stays off, since it has every statement. */
const slowLog: readonly Parameter[] = [
  { name: 'slow_query_log', value: '1' },
  { name: 'long_query_time', value: '1' },
  { name: 'log_output', value: 'FILE' },
];

/** Who came, and who was refused. Statements are not audited: some versions would write passwords of users down. */
const audit: Option = { name: 'MARIADB_AUDIT_PLUGIN', settings: { SERVER_AUDIT_EVENTS: 'CONNECT' } };

const mysqlFamily = {
  port: 3306,
  logExports: ['audit', 'error', 'slowquery'],
  parameters: [requireTls, ...slowLog, { name: 'local_infile', value: '0', ownIn: ['8.0', '8.4'] }],
  options: [audit],
} as const;

/** By the name that RDS has for it; the members of a secret use the same. */
export const engines = {
  postgres: {
    port: 5432,
    majorVersions: ['14', '15', '16', '17'],
    family: 'postgres',
    logExports: ['postgresql', 'upgrade'],
    parameters: [
      { name: 'rds.force_ssl', value: '1', ownIn: ['15', '16', '17'] },
      { name: 'password_encryption', value: 'scram-sha-256', ownIn: ['14', '15', '16', '17'] },
      { name: 'rds.accepted_password_auth_method', value: 'scram' },
      { name: 'log_connections', value: '1' },
      { name: 'log_disconnections', value: '1' },
      { name: 'log_statement', value: 'ddl' },
      { name: 'log_min_duration_statement', value: '1000' },
    ],
    options: [],
  },
  mysql: { ...mysqlFamily, majorVersions: ['8.0', '8.4'], family: 'mysql' },
  mariadb: { ...mysqlFamily, majorVersions: ['10.6', '10.11', '11.4'], family: 'mariadb' },
} as const satisfies Readonly<Record<string, Engine>>;

export type EngineName = keyof typeof engines;

export const engineNames = Object.keys(engines) as readonly EngineName[];

/** A major version as it stands in a name, where a dot is not possible. */
export const dashed = (version: string): string => version.replaceAll('.', '-');
