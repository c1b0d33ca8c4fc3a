export { type Authority, type Certificate, createAuthority } from './certificates';
export { type MariaDbServer, startMariaDb } from './mariadb';
export { type PostgresServer, type PostgresSource, postgresSources, startPostgres } from './postgres';
export type { DatabaseServer } from './server';
