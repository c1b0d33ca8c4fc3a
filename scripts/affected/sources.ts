import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../shared/errors';
import { ownFolder } from '../shared/own-folder';
import { root, workFolder } from '../shared/paths';
import { run } from '../shared/processes';

/** What npm has installed from: with another one, another `node_modules` would be needed. */
const lockFile = 'package-lock.json';

/** Two trees of sources, side by side: what is made of them differs by what is in them alone. */
export interface Trees {
  /** Full id of the base. */
  readonly commit: string;
  /** Folder of the base's sources. */
  readonly base: string;
  /** Folder of the sources as they are in the working tree, what is not committed too. */
  readonly now: string;
  /** True where both have the same packages installed, so that the base can be synthesized with those that are here. */
  readonly samePackages: boolean;
}

async function git(...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await run('git', args, { cwd: root });
  return exitCode === 0 ? stdout : undefined;
}

/**
 * The commit that a name stands for.
 * @throws UserError where there is no such commit
 */
export async function commitOf(name: string): Promise<string> {
  if ((await git('rev-parse', '--is-inside-work-tree')) === undefined)
    throw new UserError(
      `${root} is no git repository, so there is nothing to compare with.\n  fix: work in a clone of the repository, not in a copy of its files`,
    );
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  if (commit) return commit;
  throw new UserError(
    `the base is ${JSON.stringify(name)}, and this repository has no such commit; expected a branch, a tag or a commit.\n  fix: git fetch it; a shallow clone, as CI makes it, needs the whole history (fetch-depth: 0)`,
    2,
  );
}

/** Lays the two trees out in the work folder, which are gone when this process ends. @throws UserError */
export async function layOut(base: string): Promise<Trees> {
  const commit = await commitOf(base);
  const folder = join(workFolder, `trees-${randomUUID()}`);
  ownFolder(folder);
  const trees = { commit, base: join(folder, 'base'), now: join(folder, 'now') };
  await extract(commit, trees.base);
  await copyWorkingTree(trees.now);
  for (const tree of [trees.base, trees.now]) prepare(tree);
  const hash = await git('hash-object', lockFile);
  const baseHash = await git('rev-parse', '--verify', '--quiet', `${commit}:${lockFile}`);
  return { ...trees, samePackages: baseHash !== undefined && baseHash === hash };
}

/** By an archive, for a worktree would be left over in the repository where this is killed. */
async function extract(commit: string, folder: string): Promise<void> {
  mkdirSync(folder);
  const archive = `${folder}.tar`;
  if ((await git('archive', '--format=tar', `--output=${archive}`, commit)) === undefined)
    throw new UserError(`git archive ${commit} failed.\n  fix: git fsck tells whether the repository is whole`);
  const { exitCode, stderr } = await run('tar', ['-xf', archive, '-C', folder]);
  if (exitCode !== 0) throw new UserError(`tar could not unpack ${commit}: ${stderr.trim()}`);
}

/** Every file that is tracked, or could be, as it is now. */
async function copyWorkingTree(folder: string): Promise<void> {
  const files = (await git('ls-files', '-z', '--cached', '--others', '--exclude-standard')) ?? '';
  for (const file of new Set(files.split('\0').filter(Boolean))) {
    // One that is deleted and not yet committed is still listed.
    if (!lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
}

/** Both have the configuration and the packages of here: it is their sources that are compared. */
function prepare(tree: string): void {
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
  if (existsSync(join(root, 'config.env'))) copyFileSync(join(root, 'config.env'), join(tree, 'config.env'));
}
