import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Service, start } from '../../shared/processes';
import { type PostgresSource, postgresPrograms } from './postgres-programs';
import {
  asUnprivileged,
  type DatabaseOptions,
  type DatabaseServer,
  faultsIn,
  type ServerFolder,
  serverFolder,
  untilReady,
} from './server';
import { postgresSession } from './sessions';

export interface PostgresServer extends DatabaseServer {
  readonly engine: 'postgres';
  /** Comes back in recovery, as a replica whose primary is gone: it answers queries and takes no change. */
  restartAsReplica(): Promise<void>;
}

/**
 * A PostgreSQL that admits nobody without TLS and a password, and stores passwords as SCRAM verifiers.
 * @throws UserError where there is none on this machine
 */
export async function startPostgres(
  options: DatabaseOptions & { readonly source?: PostgresSource } = {},
): Promise<PostgresServer> {
  const place = await serverFolder('postgres', options);
  try {
    return await launch(place, await postgresPrograms(options.source ?? 'package', place.folder), options);
  } catch (error) {
    await place.remove();
    throw error;
  }
}

async function launch(place: ServerFolder, programs: string, options: DatabaseOptions): Promise<PostgresServer> {
  const { folder, at, admin, authority, authorityFile } = place;
  const data = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  await initialise(place, programs, data);
  const settings = [
    `port=${at.port}`,
    `listen_addresses=${at.address}`,
    'unix_socket_directories=',
    'ssl=on',
    `ssl_cert_file=${place.certificateFile}`,
    `ssl_key_file=${place.keyFile}`,
    'password_encryption=scram-sha-256',
    'log_statement=all',
    'log_connections=on',
    'fsync=off',
    ...(options.settings ?? []),
  ];
  const begin = () =>
    start(...asUnprivileged(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])]), {
      log: logFile,
      cwd: folder,
      env: { LC_ALL: 'C', NODE_EXTRA_CA_CERTS: undefined },
    });
  const ask = async () => {
    const client = await postgresSession({ engine: 'postgres', ...at, authority: authority.certificate }, admin);
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    await client.end();
    return rows[0]?.version.split(' ')[0] ?? '';
  };

  let service: Service = await begin();
  const version = await untilReady(service, ask);
  return {
    engine: 'postgres',
    version,
    ...at,
    admin,
    authority,
    authorityFile,
    logFile,
    get died() {
      return service.died;
    },
    lastFaults: () => faultsIn(service, / (FATAL|PANIC): /),
    async restartAsReplica() {
      await service.stop();
      const signal = join(data, 'standby.signal');
      await writeFile(signal, '');
      await place.own(signal);
      service = await begin();
      await untilReady(service, ask);
    },
    async stop() {
      await service.stop();
      await place.remove();
    },
  };
}

async function initialise(place: ServerFolder, programs: string, data: string): Promise<void> {
  const { username, password } = place.admin;
  const passwordFile = join(place.folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await place.own(passwordFile);
  const args = ['-D', data, '-U', username, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'];
  const [file, all] = asUnprivileged(join(programs, 'initdb'), [...args, '--locale=C', '--no-sync']);
  const made = await run(file, all, { cwd: place.folder });
  await rm(passwordFile);
  if (made.exitCode !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  // Nobody gets in without TLS, whoever he is.
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.0/8 scram-sha-256\n');
}
