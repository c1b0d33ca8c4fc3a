import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../scripts/shared/errors';
import { root } from '../scripts/shared/paths';
import { run } from '../scripts/shared/processes';

/** Folders of what we are measured against, each with a lock file of its own. */
export type Peer = 'aws-cdk' | 'cdktf';

/** Installs a peer beside its lock file, unless it was since the lock file changed; returns its folder. */
export async function installPeer(name: Peer): Promise<string> {
  const folder = join(root, 'benchmarks', name);
  // npm writes it last.
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync(join(folder, 'package-lock.json')).mtimeMs)
    return folder;
  const { exitCode, stderr } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  if (exitCode !== 0)
    throw new UserError(
      `${name}, which the benchmark compares with, could not be installed in ${folder}; npm says:\n${stderr}`,
    );
  return folder;
}
