import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onExit } from './interrupts';
import { workFolder } from './paths';
import { reap, spare } from './reaper';

/** Hands out a folder of its own below the work folder, which is gone afterwards, whatever ends the work. */
export async function withRunFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(workFolder, 'runs', randomUUID());
  reap('folder', folder);
  mkdirSync(folder, { recursive: true });
  const remove = onExit(() => {
    rmSync(folder, { recursive: true, force: true });
    spare('folder', folder);
  });
  try {
    return await work(folder);
  } finally {
    await remove();
  }
}
