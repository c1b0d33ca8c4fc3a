import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { run, start } from '../../shared/processes';
import { findMariaDb, type MariaDbPrograms } from './mariadb-programs';
import {
  asUnprivileged,
  type DatabaseOptions,
  type DatabaseServer,
  faultsIn,
  type ServerFolder,
  serverFolder,
  untilReady,
} from './server';
import { mariaDbSession } from './sessions';

export interface MariaDbServer extends DatabaseServer {
  readonly engine: 'mariadb';
}

/**
 * A MariaDB with TLS, which accounts may be made to require. MySQL itself is in no package source that a machine
 * without an account of Oracle's reaches; what differs there is tested against a server that speaks its protocol.
 * @throws UserError where there is none on this machine, and none to be had
 */
export async function startMariaDb(options: DatabaseOptions = {}): Promise<MariaDbServer> {
  const programs = await findMariaDb();
  const place = await serverFolder('mariadb', options);
  try {
    return await launch(place, programs, options);
  } catch (error) {
    await place.remove();
    throw error;
  }
}

async function launch(
  place: ServerFolder,
  programs: MariaDbPrograms,
  options: DatabaseOptions,
): Promise<MariaDbServer> {
  const { folder, at, admin, authority, authorityFile } = place;
  const statementLog = join(folder, 'statements.log');
  const env = { LD_LIBRARY_PATH: programs.libraries, LC_ALL: 'C' };
  const common = [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--lc-messages-dir=${join(programs.share, 'english')}`,
    `--character-sets-dir=${join(programs.share, 'charsets')}`,
    `--plugin-dir=${programs.plugins}`,
    '--innodb-buffer-pool-size=32M',
    '--innodb-log-file-size=8M',
    '--skip-name-resolve',
  ];
  await makeSystemTables(place, programs, common, env);
  const service = await start(
    ...asUnprivileged(programs.server, [
      ...common,
      `--port=${at.port}`,
      `--bind-address=${at.address}`,
      `--socket=${join(folder, 's')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--ssl-cert=${place.certificateFile}`,
      `--ssl-key=${place.keyFile}`,
      '--general-log',
      `--general-log-file=${statementLog}`,
      ...(options.settings ?? []).map((setting) => `--${setting}`),
    ]),
    { log: join(folder, 'server.log'), env, cwd: folder },
  );
  const version = await untilReady(service, async () => {
    const connection = await mariaDbSession({ engine: 'mariadb', ...at, authority: authority.certificate }, admin);
    const [rows] = await connection.query<({ version: string } & RowDataPacket)[]>('SELECT VERSION() AS version');
    await connection.end();
    return rows[0]?.version.split('-')[0] ?? '';
  });
  return {
    engine: 'mariadb',
    version,
    ...at,
    admin,
    authority,
    authorityFile,
    logFile: statementLog,
    died: service.died,
    lastFaults: () => faultsIn(service, /\[ERROR\]/),
    async stop() {
      await service.stop();
      await place.remove();
    },
  };
}

/** The system's tables and the administrator, by a server that listens to nobody and logs nothing. */
async function makeSystemTables(
  place: ServerFolder,
  programs: MariaDbPrograms,
  common: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { folder, admin } = place;
  const made = await run(...asUnprivileged('mkdir', [join(folder, 'data')]));
  if (made.exitCode !== 0) throw new Error(`no data folder: ${made.stderr}`);
  const tables = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql'];
  const scripts = await Promise.all(tables.map((name) => readFile(join(programs.share, name), 'utf8')));
  const user = `'${admin.username}'@'%'`;
  const input = [
    'CREATE DATABASE mysql;',
    'USE mysql;',
    'SET @skip_auth_anonymous=1;',
    "SET @auth_root_socket='root';",
    ...scripts,
    'FLUSH PRIVILEGES;',
    `CREATE USER ${user} IDENTIFIED BY '${admin.password}' REQUIRE SSL;`,
    `GRANT ALL PRIVILEGES ON *.* TO ${user} WITH GRANT OPTION;`,
  ].join('\n');
  const bootstrap = [...common, '--bootstrap', '--enforce-storage-engine='];
  const booted = await run(...asUnprivileged(programs.server, bootstrap), { input, env, cwd: folder });
  if (booted.exitCode === 0) return;
  const faults = booted.stderr.split('\n').filter((line) => line.includes('[ERROR]'));
  throw new Error(`MariaDB's system tables were not made:\n${faults.join('\n') || booted.stderr}`);
}
