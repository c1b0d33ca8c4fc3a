import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onExit } from '../shared/interrupts';
import { workFolder } from '../shared/paths';
import { reap, spare } from '../shared/reaper';

const plansOfHost = `plans-${hostname()}-`;

/**
 * Makes a folder for plans, which is nobody else's to read and gone when this process ends.
 * @param within where it is made
 */
export function planFolder(within: string = workFolder): string {
  mkdirSync(within, { recursive: true });
  removeForsaken(within);
  const folder = mkdtempSync(join(within, `${plansOfHost}${process.pid}-`));
  reap('folder', folder);
  onExit(() => {
    rmSync(folder, { recursive: true, force: true });
    spare('folder', folder);
  });
  return folder;
}

/** Deletes what a process that was killed with everything that it had started could not delete: plans hold secrets. */
function removeForsaken(within: string): void {
  for (const name of readdirSync(within).filter((each) => each.startsWith(plansOfHost))) {
    const pid = Number(name.slice(plansOfHost.length).split('-')[0]);
    if (!runs(pid)) rmSync(join(within, name), { recursive: true, force: true });
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
