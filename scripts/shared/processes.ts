import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { UserError } from './errors';
import { followedOutput } from './followed';
import { interrupted, onExit, onInterrupt, throwIfInterrupted } from './interrupts';
import { reap, signalGroup, spare } from './reaper';

/**
 * A program was ended by a signal, by whomever: what it had begun is as it was at that moment, and what it was to save at
 * its end is not saved.
 */
export class KilledError extends UserError {}

/** There is no such program. */
export class NoProgramError extends UserError {}

/** Milliseconds between SIGTERM and SIGKILL. */
const TERMINATE_MS = 5_000;

interface ChildOptions {
  /** Working directory. @default the caller's */
  readonly cwd?: string;
  /** Added to the caller's environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunOptions extends ChildOptions {
  /** Written to its standard input, which is empty otherwise. */
  readonly input?: string;
  /** Called with every line while it runs. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /**
   * What an interrupt does to it: `kill` ends it at once, and an InterruptedError is thrown; `forward` hands the first
   * one on and waits, for programs that must finish what they have begun, such as Terraform on a real account: how they
   * ended is told as ever. It outlives us for that where we are killed. @default 'kill'
   */
  readonly interrupt?: 'kill' | 'forward';
  /** Kills it when aborted, and the reason is thrown; not for one that outlives us. @default nothing does */
  readonly abort?: AbortSignal;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** A program's own exit code; one that was killed by a signal is an error instead. */
  readonly exitCode: number;
}

/**
 * Runs a program to its end, in a process group of its own. No process of that group outlives the program, nor this
 * process, whatever ends it. The exit code is the caller's to judge.
 */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  throwIfInterrupted();
  if (options.interrupt === 'forward') return runOutlasting(file, args, options);
  const { abort, onLine } = options;
  abort?.throwIfAborted();
  const lines = (stream: 'stdout' | 'stderr') =>
    onLine
      ? function* (line: unknown) {
          onLine(String(line), stream);
          yield line;
        }
      : 'pipe';
  const child = execa(file, args, {
    cwd: options.cwd,
    env: options.env,
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    stdout: lines('stdout'),
    stderr: lines('stderr'),
    detached: true,
    cleanup: false,
    reject: false,
  });
  const release = child.pid === undefined ? undefined : guard(child.pid, child, 'kill');
  const kill = () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL');
  abort?.addEventListener('abort', kill);
  const result = await child;
  abort?.removeEventListener('abort', kill);
  release?.();
  const stop = interrupted();
  if (stop) throw stop;
  abort?.throwIfAborted();
  if (result.exitCode !== undefined) return { stdout: result.stdout, stderr: result.stderr, exitCode: result.exitCode };
  if (result.signal) throw killed(file, result.signal);
  throw notStarted(file, result.code, result.originalMessage);
}

/** As `run`, for a program that comes to an end by itself where we are killed: nothing of it depends on us. */
async function runOutlasting(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const output = followedOutput(options.onLine);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', output.stdout, output.stderr],
    detached: true,
  });
  child.stdin?.end(options.input);
  try {
    const release = child.pid === undefined ? undefined : guard(child.pid, child, 'forward');
    const [exitCode, signal] = await once(child, 'exit').catch((error) => {
      throw notStarted(file, error.code, error.message);
    });
    release?.();
    if (exitCode === null) throw killed(file, signal);
    return { ...output.end(), exitCode };
  } finally {
    output.end();
  }
}

export interface StartOptions extends ChildOptions {
  /** File that its output is appended to. */
  readonly log: string;
}

/** A program that runs until it is stopped. */
export interface Service {
  readonly pid: number;
  /** Settles when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Settles with how it ended, such as `was killed by SIGKILL`; never where it was stopped by us. */
  readonly died: Promise<string>;
  /** True once it has ended. */
  hasEnded(): boolean;
  /** The last lines that it wrote. */
  lastLines(count: number): string;
  /** Ends its whole process group; to call it again does no harm. */
  stop(): Promise<void>;
}

/** Starts a program that goes on until it is stopped, in a process group of its own that does not outlive us. */
export async function start(file: string, args: readonly string[], options: StartOptions): Promise<Service> {
  throwIfInterrupted();
  const log = openSync(options.log, 'a');
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) {
    const [error] = await once(child, 'error');
    throw notStarted(file, error.code, error.message);
  }
  let over = false;
  let stopping = false;
  const end = track('group', pid, child);
  const ended = end.then(() => {
    over = true;
  });
  const died = new Promise<string>((resolve) => {
    end.then((how) => stopping || resolve(how));
  });
  const stop = onExit(async () => {
    stopping = true;
    signalGroup(pid, 'SIGTERM');
    await Promise.race([ended, sleep(TERMINATE_MS, undefined, { ref: false })]);
    signalGroup(pid, 'SIGKILL');
    await ended;
  });
  return {
    pid,
    ended,
    died,
    hasEnded: () => over,
    lastLines: (count) => readFileSync(options.log, 'utf8').trimEnd().split('\n').slice(-count).join('\n'),
    stop,
  };
}

/** Lets an interrupt act on a program that runs; the returned function ends that. */
function guard(group: number, child: NodeJS.EventEmitter, mode: 'kill' | 'forward'): () => void {
  const exited = track(mode === 'forward' ? 'orderly' : 'group', group, child);
  return onInterrupt(async (signal) => {
    if (mode === 'kill') signalGroup(group, 'SIGKILL');
    else {
      reap('interrupted', group);
      // To the leader alone. A closed terminal would kill it: it gets the signal that means "come to an end".
      process.kill(group, signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
    }
    await exited;
  });
}

/**
 * Keeps a process group on the reaper's list until its leader has ended, then kills what is left of it.
 * @returns how the leader has ended
 */
async function track(kind: 'group' | 'orderly', group: number, child: NodeJS.EventEmitter): Promise<string> {
  reap(kind, group);
  const [code, signal] = await once(child, 'exit');
  signalGroup(group, 'SIGKILL');
  spare(kind, group);
  return signal ? `was killed by ${signal}` : `ended with exit code ${code}`;
}

const killed = (file: string, signal: string) =>
  new KilledError(`${file} was killed by ${signal}. Is the machine short of memory?`);

function notStarted(file: string, code: string | undefined, message: string | undefined): Error {
  if (code === 'ENOENT') return new NoProgramError(`${file}: no such program. Is it installed, and in the PATH?`);
  return new UserError(`${file} could not be started: ${message}`);
}
