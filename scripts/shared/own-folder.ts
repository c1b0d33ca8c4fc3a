import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { onExit } from './interrupts';
import { reap, spare } from './reaper';

/**
 * Makes a folder, unless it is there, that nobody else can read and that does not outlive this process, however that
 * ends; the returned function removes it before.
 */
export function ownFolder(folder: string): () => Promise<void> {
  // Before the folder is there: an interrupt in between would end the process as one that has nothing to clear up.
  const remove = onExit(() => {
    rmSync(folder, { recursive: true, force: true });
    spare('folder', folder);
  });
  reap('folder', folder);
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return remove;
}
