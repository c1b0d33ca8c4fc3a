import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult, Workspace } from '../local/workspace';
import { onExit } from '../shared/interrupts';
import type { Kill } from './draw';
import { Phase } from './phase';
import { descendants, ended, killTerraform, killTree, signal } from './process-tree';

/** How long Terraform may take to come to an end by itself, in seconds; the reaper gives it no more. */
const ORDERLY = 300;
const LOOK_MS = 20;

/** What became of a run that was to be killed. */
export interface Attempt {
  /** Where it was when it was killed; undefined where it came to its end before. */
  readonly killed?: string;
  /** Seconds after which nothing of it was left: Terraform goes on without the command, and the other way round. */
  readonly wentOn: number;
  /** Seconds of what counts for the kill, in this run. */
  readonly counted: number;
  readonly result: CommandResult;
}

/** Runs a command and kills it at its moment. @param before seconds that have passed for it in runs before */
export async function attempt(
  workspace: Workspace,
  args: readonly [command: string, ...args: string[]],
  kill: Kill,
  before: number,
): Promise<Attempt> {
  const [command, ...others] = args;
  const child = workspace.start(command, ...others);
  const phase = new Phase();
  child.stdout?.on('data', (chunk: Buffer) => phase.take(chunk.toString()));
  const pid = child.pid as number;
  let over = false;
  const release = onExit(() => void (over || signal(pid, 'SIGKILL')));
  const finished = child.finally(() => {
    over = true;
  });
  let counted = 0;
  let wentOn = 0;
  let killed: string | undefined;
  for (let last = performance.now(); !over; ) {
    await Promise.race([sleep(LOOK_MS), finished]);
    const now = performance.now();
    const waitsFor = phase.isIn(kill);
    if (waitsFor) counted += (now - last) / 1000;
    last = now;
    const due = waitsFor && before + counted >= kill.after;
    // What was over before its moment came is killed as soon as something else is applied.
    const missed = !waitsFor && counted > 0 && phase.doing === 'apply';
    if (over || !(due || missed)) continue;
    const place = phase.toString();
    const seconds = await strike(kill, pid);
    if (seconds === undefined) continue;
    killed = place;
    wentOn = seconds;
    break;
  }
  const { exitCode, stdout, stderr } = await finished;
  await release();
  // It had come to its end in the meantime.
  if (kill.kind === 'terraform' && exitCode === 0) killed = undefined;
  return { ...(killed === undefined ? {} : { killed }), wentOn, counted, result: { exitCode, stdout, stderr } };
}

/** Kills it; returns the seconds after which nothing of it was left, or undefined where nothing is there to kill. */
async function strike({ kind }: Kill, pid: number): Promise<number | undefined> {
  const start = performance.now();
  if (kind === 'everything') await ended(await killTree(pid), 10);
  else if (kind === 'terraform') {
    if (!(await killTerraform(pid))) return undefined;
    await ended([pid], ORDERLY + 10);
  } else {
    const left = (await descendants(pid)).map((each) => each.pid);
    signal(pid, 'SIGKILL');
    await ended(left, ORDERLY + 10);
  }
  return (performance.now() - start) / 1000;
}
