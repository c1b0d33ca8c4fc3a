import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ownFolder } from '../shared/own-folder';
import { workFolder } from '../shared/paths';

const plansOfHost = `plans-${hostname()}-`;

/**
 * Makes a folder for plans, which is nobody else's to read and gone when this process ends.
 * @param within where it is made
 */
export function planFolder(within: string = workFolder): string {
  mkdirSync(within, { recursive: true });
  removeForsaken(within);
  const folder = join(within, `${plansOfHost}${process.pid}-${randomUUID()}`);
  ownFolder(folder);
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
