import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../scripts/shared/errors';
import { root } from '../scripts/shared/paths';
import { run } from '../scripts/shared/processes';

/** Installs the peer beside its lock file, unless it was since the lock file changed. */
export async function installAwsCdk(): Promise<void> {
  const folder = join(root, 'benchmarks', 'aws-cdk');
  // npm writes it last.
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync(join(folder, 'package-lock.json')).mtimeMs)
    return;
  const { exitCode, stderr } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  if (exitCode !== 0)
    throw new UserError(
      `aws-cdk-lib, which the benchmark compares with, could not be installed in ${folder}; npm says:\n${stderr}`,
    );
}
