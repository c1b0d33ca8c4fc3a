import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ownFolder } from './own-folder';
import { workFolder } from './paths';

/** Hands out a folder of its own below the work folder, which is gone afterwards, whatever ends the work. */
export async function withRunFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(workFolder, 'runs', randomUUID());
  const remove = ownFolder(folder);
  try {
    return await work(folder);
  } finally {
    await remove();
  }
}
