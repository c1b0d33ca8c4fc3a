import { UserError } from '../../shared/errors';
import {
  type Authority,
  type DatabaseServer,
  type Login,
  postgresSources,
  startMariaDb,
  startPostgres,
} from '../databases';
import type { UntimelyEnd } from '../end';
import type { HostNames } from '../host-names';
import { type Accounts, accountsOf } from './accounts';
import { loopbackAddress } from './address';

/** What a server is asked for, in the words of CreateDBInstance. */
export interface Wanted {
  readonly engine: string;
  readonly engineVersion: string;
  /** Name that the instance is reached by. */
  readonly host: string;
  readonly port: number;
  readonly master: Login;
  readonly databaseName: string | undefined;
}

/** Where servers are put, and made known. */
export interface Place {
  readonly authority: Authority;
  /** Folder that their own are made in. */
  readonly parent: string;
  readonly hostNames: HostNames;
  /** Where the end of a server that nobody stopped is told. */
  readonly end: UntimelyEnd;
}

export interface RunningServer {
  readonly server: DatabaseServer;
  readonly accounts: Accounts;
  stop(): Promise<void>;
}

/** Engines of RDS that a server can be had for. */
type Start = (
  wanted: Wanted,
  at: { host: string; address: string; port: number },
  place: Place,
) => Promise<DatabaseServer>;

const requireTls = ['require-secure-transport=ON'];
// There is no MySQL in any package source; a MariaDB is what speaks its protocol.
const mariaDb: Start = (_, at, place) => startMariaDb({ ...place, at, settings: requireTls });
const engines: Readonly<Record<string, Start>> = {
  postgres: async ({ engineVersion }, at, place) =>
    startPostgres({ ...place, at, source: await nearest(engineVersion) }),
  mysql: mariaDb,
  mariadb: mariaDb,
};

/** Why there is no server for an instance. */
export class NoServer extends Error {
  override readonly name = 'NoServer';
}

const names = { postgres: 'PostgreSQL', mariadb: 'MariaDB' } as const;

/** What it really is, such as `PostgreSQL 17.10`. */
export const software = ({ engine, version }: DatabaseServer): string => `${names[engine]} ${version}`;

/** Starts a server with the master user and the database. @throws NoServer */
export async function startServer(wanted: Wanted, place: Place): Promise<RunningServer> {
  const begin = engines[wanted.engine];
  if (!begin) {
    throw new NoServer(`for the engine ${wanted.engine} there is none; there are ${Object.keys(engines).join(', ')}`);
  }
  const found = await loopbackAddress(wanted.port);
  if ('reason' in found) throw new NoServer(found.reason);
  const { host, port } = wanted;
  const server = await begin(wanted, { host, port, address: found.address }, place).catch((error: unknown) => {
    if (error instanceof UserError) throw new NoServer(error.message);
    throw error;
  });
  try {
    const accounts = accountsOf(server);
    await accounts.prepare(wanted.master, wanted.databaseName);
    place.hostNames.set(host, found.address);
    const what = `the database server of ${host.split('.')[0]} (${software(server)})`;
    place.end.watch({ what, died: server.died, lastWords: server.lastFaults });
    return {
      server,
      accounts,
      async stop() {
        place.hostNames.remove(host);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The PostgreSQL of the same major version, or the one that every installation has. */
async function nearest(engineVersion: string) {
  const sources = [...(await postgresSources())];
  const same = sources.find(([, major]) => major === engineVersion.split('.')[0]);
  return (same ?? sources[0])?.[0] ?? 'package';
}
