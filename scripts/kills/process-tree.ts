import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../shared/errors';
import { run } from '../shared/processes';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Memory that it takes, in KiB. */
  readonly memory: number;
  /** Its program, without the folder. */
  readonly program: string;
}

/** All that a process has started, and these in turn. */
export async function descendants(of: number): Promise<Process[]> {
  const all = await processes();
  const found: Process[] = [];
  const visit = (parent: number) => {
    for (const each of all)
      if (each.parent === parent && !found.includes(each)) {
        found.push(each);
        visit(each.pid);
      }
  };
  visit(of);
  return found;
}

/** The processes of this machine but for those that have ended and were not waited for. */
async function processes(): Promise<Process[]> {
  const { stdout, exitCode, stderr } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=,rss=,comm=']);
  if (exitCode !== 0) throw new UserError(`ps does not list the processes: ${stderr.trim()}`);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, , stat = '']) => !stat.startsWith('Z'))
    .map(([pid, parent, , memory, ...program]) => ({
      pid: Number(pid),
      parent: Number(parent),
      memory: Number(memory),
      program: basename(program.join(' ')),
    }));
}

/** Kills the Terraform that takes most memory, as an OOM killer does. @returns whether there was one */
export async function killTerraform(pid: number): Promise<boolean> {
  const all = (await descendants(pid)).filter(({ program }) => program === 'terraform');
  const [largest] = all.sort((one, other) => other.memory - one.memory);
  return largest !== undefined && signal(largest.pid, 'SIGKILL');
}

/** Kills a process with all that it has started, none of which gets to do anything about it. */
export async function killTree(pid: number): Promise<number[]> {
  const stopped = new Set<number>();
  // What is stopped starts nothing more: once a look finds nobody new, these are all.
  for (let found = [pid]; found.length > 0; ) {
    for (const each of found) if (signal(each, 'SIGSTOP')) stopped.add(each);
    found = (await descendants(pid)).map((each) => each.pid).filter((each) => !stopped.has(each));
  }
  for (const each of stopped) signal(each, 'SIGKILL');
  return [...stopped];
}

/** Waits until none of the processes is there any more. @throws UserError when that takes too long */
export async function ended(pids: readonly number[], seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ; await sleep(100)) {
    const there = new Set((await processes()).map(({ pid }) => pid));
    const left = pids.filter((pid) => there.has(pid));
    if (left.length === 0) return;
    if (Date.now() > end) throw new UserError(`still there after ${seconds} s: ${left.join(', ')}`);
  }
}

/** False when the process has ended. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
