import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../shared/errors';
import { workFolder } from '../../shared/paths';
import { run } from '../../shared/processes';

/** A MariaDB: installed, or unpacked from Debian's packages without installing them. */
export interface MariaDbPrograms {
  readonly server: string;
  /** Messages, character sets and the scripts that make the system tables. */
  readonly share: string;
  readonly plugins: string;
  /** Folder of the libraries that it needs, where they are not the system's. */
  readonly libraries: string | undefined;
}

const packages = ['mariadb-server', 'mariadb-server-core', 'liburing2', 'libaio1'];

/** Finds MariaDB, or gets it with apt; a UserError says how where neither works. */
export async function findMariaDb(): Promise<MariaDbPrograms> {
  const installed = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd'].find((file) => existsSync(file));
  if (installed && existsSync('/usr/share/mysql/mysql_system_tables.sql')) {
    return { server: installed, share: '/usr/share/mysql', plugins: '/usr/lib/mysql/plugin', libraries: undefined };
  }
  const target = join(workFolder, 'mariadb');
  if (!existsSync(join(target, 'usr', 'sbin', 'mariadbd'))) await download(target);
  const [architecture] = await readdir(join(target, 'usr', 'lib')).then((all) =>
    all.filter((name) => name.includes('-linux-')),
  );
  return {
    server: join(target, 'usr', 'sbin', 'mariadbd'),
    share: join(target, 'usr', 'share', 'mysql'),
    plugins: join(target, 'usr', 'lib', 'mysql', 'plugin'),
    libraries: architecture === undefined ? undefined : join(target, 'usr', 'lib', architecture),
  };
}

/** Visible complete or not at all: two may come at the same time. */
async function download(target: string): Promise<void> {
  const folder = `${target}-${process.pid}`;
  await mkdir(folder, { recursive: true });
  const tool = async (file: string, ...args: string[]) => {
    // apt says "unsandboxed" when its own user may not write here; that is no failure.
    const done = await run(file, args, { cwd: folder }).catch((error: unknown) => {
      if (error instanceof UserError) throw missing(`there is no ${file}`);
      throw error;
    });
    if (done.exitCode !== 0) throw missing(`${file} ${args.join(' ')}: ${done.stderr.trim()}`);
  };
  try {
    for (const name of packages) await tool('apt-get', 'download', name);
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.deb')) continue;
      await tool('dpkg', '-x', join(folder, file), folder);
      await rm(join(folder, file));
    }
    await rename(folder, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function missing(reason: string): UserError {
  return new UserError(`No MariaDB here, and none to be had (${reason}). Install it: apt-get install mariadb-server.`);
}
