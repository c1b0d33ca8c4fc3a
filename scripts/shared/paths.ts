import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The workspace's root: the nearest folder at or above `from` that holds `cdktf.json`. */
export function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdktf.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no cdktf.json at or above ${from}`);
  }
}

/** Root of the workspace that this process was started in. */
export const root = findRoot(process.cwd());

/**
 * Everything that is made on the way: environments, caches, runs. It may be deleted at any time but for `bootstrap`,
 * which holds the state of a bootstrap that did not come to its end.
 */
export const workFolder = join(root, '.groundwork');
