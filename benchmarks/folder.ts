import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onExit } from '../scripts/shared/interrupts';
import { workFolder } from '../scripts/shared/paths';

/** Does work in a folder of its own, which is gone afterwards, whatever becomes of the work. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, 'bench-'));
  const remove = onExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    await work(folder);
  } finally {
    await remove();
  }
}
