export { type Authority, type Certificate, createAuthority } from './certificates';
export { type MariaDbServer, startMariaDb } from './mariadb';
export { type PostgresServer, startPostgres } from './postgres';
export { type PostgresSource, postgresSources } from './postgres-programs';
export type { DatabaseOptions, DatabaseServer } from './server';
export { type Admission, admission, type Login, mariaDbSession, postgresSession, type Reach } from './sessions';
