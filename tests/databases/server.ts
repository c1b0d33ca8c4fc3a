import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../../scripts/shared/processes';
import { reap, spare } from '../../scripts/shared/reaper';
import { type Authority, createAuthority } from './certificates';

/** A real database server of one test file: loopback only, TLS on, gone afterwards. */
export interface DatabaseServer {
  readonly engine: 'postgres' | 'mariadb';
  /** What the server says of itself, such as 15.18. */
  readonly version: string;
  readonly host: 'localhost';
  readonly port: number;
  /** May do everything. */
  readonly admin: { readonly username: string; readonly password: string };
  readonly authority: Authority;
  /** The authority's certificate, for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string;
  /** Every statement that the server is given, and what it says itself. */
  readonly logFile: string;
  stop(): Promise<void>;
}

/** The user that servers run as where the tests run as root, for PostgreSQL refuses to: `nobody`. */
export const unprivileged = process.getuid?.() === 0 ? 65_534 : undefined;

/** The command that starts a program as that user, within the same process. */
export function asUnprivileged(file: string, args: readonly string[]): [string, readonly string[]] {
  if (unprivileged === undefined) return [file, args];
  const ids = [`--reuid=${unprivileged}`, `--regid=${unprivileged}`, '--clear-groups'];
  return ['setpriv', [...ids, file, ...args]];
}

/** A folder of one server, its certificate in it; deleted with the process at the latest. */
export async function serverFolder(name: string): Promise<ServerFolder> {
  const folder = await mkdtemp(join(tmpdir(), `groundwork-${name}-`));
  reap('folder', folder);
  const own = async (path: string) => {
    if (unprivileged !== undefined) await chown(path, unprivileged, unprivileged);
  };
  await own(folder);
  const authority = await createAuthority();
  const { certificate, key } = await authority.issue(['localhost']);
  for (const [file, text] of [
    ['server.crt', certificate],
    ['server.key', key],
    ['ca.crt', authority.certificate],
  ] as const) {
    await writeFile(join(folder, file), text, { mode: 0o600 });
    await own(join(folder, file));
  }
  return {
    folder,
    authority,
    authorityFile: join(folder, 'ca.crt'),
    own,
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      spare('folder', folder);
    },
  };
}

export interface ServerFolder {
  readonly folder: string;
  readonly authority: Authority;
  readonly authorityFile: string;
  /** Gives a file to the user that the server runs as. */
  own(path: string): Promise<void>;
  remove(): Promise<void>;
}

const READY_MS = 30_000;

/** Asks until the server answers; a server that ends meanwhile is an error with its last words. */
export async function untilReady<T>(service: Service, ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + READY_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const words = `${error instanceof Error ? error.message : error}\n${service.lastLines(20)}`;
      if (service.hasEnded()) throw new Error(`The database server has ended: ${words}`);
      if (Date.now() > end) throw new Error(`The database server is not ready after ${READY_MS} ms: ${words}`);
      await sleep(50);
    }
  }
}
