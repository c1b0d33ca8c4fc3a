import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { insisted } from './interrupts';
import { root } from './paths';

/**
 * `group`: killed with us; `orderly`: interrupted once and given minutes to end by itself; `interrupted`: an orderly one
 * that has been, which a second interrupt would end at once; `folder`: deleted.
 */
type Kind = 'group' | 'orderly' | 'interrupted' | 'folder';

const listed: Record<Kind, Set<string>> = {
  group: new Set(),
  orderly: new Set(),
  interrupted: new Set(),
  folder: new Set(),
};
let reaper: ChildProcess | undefined;

/** Puts a process group or a folder on the list of what must not outlive this process, however that ends. */
export function reap(kind: Kind, value: string | number): void {
  listed[kind].add(String(value));
  tell('add', kind, value);
}

/** Takes it off the list again: the process has ended, the folder is gone or is to stay. */
export function spare(kind: Kind, value: string | number): void {
  if (listed[kind].delete(String(value))) tell('drop', kind, value);
}

/** Sends a signal to a whole process group; false when it has no process any more. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    // macOS answers EPERM for a group of which only zombies are left.
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')) return false;
    throw error;
  }
}

/** Process id of the reaper, once there is something on its list. */
export function reaperPid(): number | undefined {
  return reaper?.pid;
}

function tell(verb: 'add' | 'drop', kind: Kind, value: string | number): void {
  reaper ??= startReaper();
  reaper.stdin?.write(`${verb} ${kind} ${value}\n`);
}

function startReaper(): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'scripts', 'shared', 'reaper-process.mjs')], {
    // A session of its own: neither the terminal's signals nor those to our group reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: {},
  });
  // Without a reaper, what is listed is still cleared up at every end but SIGKILL, or one that something outlasts.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  process.once('exit', clearUp);
  return child;
}

/**
 * The end of this process by any way in which it still runs code. What is to end orderly is left to the reaper, with all
 * else that is listed, unless somebody does not want to wait for it.
 */
function clearUp(): void {
  if (listed.orderly.size > 0 && !insisted()) return;
  for (const group of [...listed.orderly, ...listed.group]) signalGroup(Number(group), 'SIGKILL');
  for (const folder of listed.folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
