import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../../scripts/shared/ports';
import { run, start } from '../../scripts/shared/processes';
import { findMariaDb } from './mariadb-programs';
import { asUnprivileged, type DatabaseServer, serverFolder, untilReady } from './server';

export interface MariaDbServer extends DatabaseServer {
  readonly engine: 'mariadb';
}

/**
 * A MariaDB with TLS, which accounts may be made to require. MySQL itself is in no package source that a test machine
 * reaches; what differs there is tested against a server that speaks its protocol.
 */
export async function startMariaDb(): Promise<MariaDbServer> {
  const programs = await findMariaDb();
  const place = await serverFolder('mariadb');
  const { folder } = place;
  const data = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const statementLog = join(folder, 'statements.log');
  const admin = { username: 'admin', password: 'Admin.Password_1' };
  const env = { LD_LIBRARY_PATH: programs.libraries, LC_ALL: 'C' };
  const common = [
    '--no-defaults',
    `--datadir=${data}`,
    `--lc-messages-dir=${join(programs.share, 'english')}`,
    `--character-sets-dir=${join(programs.share, 'charsets')}`,
    `--plugin-dir=${programs.plugins}`,
    '--innodb-buffer-pool-size=32M',
    '--innodb-log-file-size=8M',
    '--skip-name-resolve',
  ];

  const made = await run(...asUnprivileged('mkdir', [data]));
  if (made.exitCode !== 0) throw new Error(`no data folder: ${made.stderr}`);
  const tables = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql'];
  const scripts = await Promise.all(tables.map((name) => readFile(join(programs.share, name), 'utf8')));
  const first = [
    'CREATE DATABASE mysql;',
    'USE mysql;',
    'SET @skip_auth_anonymous=1;',
    "SET @auth_root_socket='root';",
  ];
  const booted = await run(
    ...asUnprivileged(programs.server, [...common, '--bootstrap', '--enforce-storage-engine=']),
    {
      input: `${first.join('\n')}\n${scripts.join('\n')}`,
      env,
      cwd: folder,
    },
  );
  if (booted.exitCode !== 0) throw new Error(`MariaDB's system tables were not made: ${booted.stderr}`);

  // One statement a line, which is how MariaDB reads this file.
  const initFile = join(folder, 'init.sql');
  const user = `'${admin.username}'@'%'`;
  await writeFile(
    initFile,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${admin.password}' REQUIRE SSL;\n` +
      `GRANT ALL PRIVILEGES ON *.* TO ${user} WITH GRANT OPTION;\n`,
  );
  await place.own(initFile);
  const port = await freePort();
  const service = await start(
    ...asUnprivileged(programs.server, [
      ...common,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(folder, 's')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--init-file=${initFile}`,
      `--ssl-cert=${join(folder, 'server.crt')}`,
      `--ssl-key=${join(folder, 'server.key')}`,
      '--general-log',
      `--general-log-file=${statementLog}`,
    ]),
    { log: logFile, env, cwd: folder },
  );
  const version = await untilReady(service, async () => {
    const ssl = { ca: place.authority.certificate, verifyIdentity: true };
    const connection = await createConnection({
      host: 'localhost',
      port,
      user: admin.username,
      password: admin.password,
      ssl,
    });
    const [rows] =
      await connection.query<({ version: string } & import('mysql2').RowDataPacket)[]>('SELECT VERSION() AS version');
    await connection.end();
    return rows[0]?.version.split('-')[0] ?? '';
  });
  return {
    engine: 'mariadb',
    version,
    host: 'localhost',
    port,
    admin,
    authority: place.authority,
    authorityFile: place.authorityFile,
    logFile: statementLog,
    async stop() {
      await service.stop();
      await place.remove();
    },
  };
}
