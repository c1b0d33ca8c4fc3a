import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../shared/ports';
import type { Service } from '../../shared/processes';
import { reap, spare } from '../../shared/reaper';
import { type Authority, createAuthority } from './certificates';
import type { Login, Reach } from './sessions';

export interface DatabaseOptions {
  /**
   * Where it listens: an address that only this machine has, and a port; and the name that its certificate is for.
   * @default a free port of 127.0.0.1, with a certificate of `localhost`
   */
  readonly at?: { readonly host: string; readonly address: string; readonly port: number };
  /** Who vouches for it. @default an authority of its own */
  readonly authority?: Authority;
  /** Folder that its own is made in, where its user can get there. @default the system's for temporary files */
  readonly parent?: string;
  /** Further settings, in the server's own words: `name=value`. */
  readonly settings?: readonly string[];
}

/** A real database server: loopback only, TLS on, gone with this process at the latest. */
export interface DatabaseServer {
  readonly engine: 'postgres' | 'mariadb';
  /** What the server says of itself, such as 15.18. */
  readonly version: string;
  /** Name that its certificate is for. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** May do everything. */
  readonly admin: Login;
  readonly authority: Authority;
  /** The authority's certificate, for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string;
  /** Every statement that the server is given, and what it says itself. */
  readonly logFile: string;
  /** Settles with how it ended, such as `was killed by SIGKILL`; never where it was stopped by us. */
  readonly died: Promise<string>;
  /** The last faults that it told, without the statements that it was given. */
  lastFaults(): string;
  stop(): Promise<void>;
}

/** The user that servers run as where we are root, for PostgreSQL refuses to: `nobody`. */
const unprivileged = process.getuid?.() === 0 ? 65_534 : undefined;

/** The command that starts a program as that user, within the same process. */
export function asUnprivileged(file: string, args: readonly string[]): [string, readonly string[]] {
  if (unprivileged === undefined) return [file, args];
  const ids = [`--reuid=${unprivileged}`, `--regid=${unprivileged}`, '--clear-groups'];
  return ['setpriv', [...ids, file, ...args]];
}

export interface ServerFolder {
  readonly folder: string;
  /** Where it is to listen, and what clients know it as. */
  readonly at: Pick<Reach, 'host' | 'address' | 'port'>;
  readonly admin: Login;
  readonly authority: Authority;
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Gives a file to the user that the server runs as. */
  own(path: string): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of one server, its certificate in it; deleted with the process at the latest. */
export async function serverFolder(name: string, options: DatabaseOptions): Promise<ServerFolder> {
  // Whom the servers run as cannot get into what root keeps to itself, as folders for temporary files often are.
  const parent = unprivileged === undefined ? (options.parent ?? tmpdir()) : tmpdir();
  const folder = await mkdtemp(join(parent, `groundwork-${name}-`));
  reap('folder', folder);
  const own = async (path: string) => {
    if (unprivileged !== undefined) await chown(path, unprivileged, unprivileged);
  };
  await own(folder);
  const at = options.at ?? { host: 'localhost', address: '127.0.0.1', port: await freePort() };
  const authority = options.authority ?? (await createAuthority());
  const { certificate, key } = await authority.issue([at.host]);
  const write = async (file: string, text: string) => {
    const path = join(folder, file);
    await writeFile(path, text, { mode: 0o600 });
    await own(path);
    return path;
  };
  return {
    folder,
    at,
    admin: { username: 'rdsadmin', password: randomBytes(24).toString('base64url') },
    authority,
    authorityFile: await write('ca.crt', authority.certificate),
    certificateFile: await write('server.crt', certificate),
    keyFile: await write('server.key', key),
    own,
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      spare('folder', folder);
    },
  };
}

/** The last faults in a server's log, without the statements: those may hold what is secret. */
export const faultsIn = (service: Service, pattern: RegExp): string =>
  service
    .lastLines(1_000)
    .split('\n')
    .filter((line) => pattern.test(line))
    .slice(-5)
    .join('\n');

const READY_MS = 30_000;

/** Asks until the server answers; one that ends meanwhile is an error with its last words, and is cleared up. */
export async function untilReady<T>(service: Service, ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + READY_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const words = `${error instanceof Error ? error.message : error}\n${service.lastLines(20)}`;
      const over = service.hasEnded() ? 'has ended' : `is not ready after ${READY_MS} ms`;
      if (!service.hasEnded() && Date.now() < end) {
        await sleep(50);
        continue;
      }
      await service.stop();
      throw new Error(`The database server ${over}: ${words}`);
    }
  }
}
