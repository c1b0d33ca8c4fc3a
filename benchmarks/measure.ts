import { UserError } from '../scripts/shared/errors';
import { root } from '../scripts/shared/paths';
import { run } from '../scripts/shared/processes';

/** A program and its arguments, run in the workspace's root. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/** A Node.js program of this very Node.js. */
export const node = (...args: readonly string[]): Program => ({ file: process.execPath, args });

/** Pairs that a ratio is the median of, after one that only warms up. */
const PAIRS = 5;

/**
 * Runs a program and prints what it and its own children took: Node.js cannot ask for that, and a hook in the program
 * itself would miss how it ends, and its children.
 */
const wait4 = `
import os, sys
nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
`;

/** User and system time of a program from its start to its end, in seconds. @throws when it fails */
export async function cpuSeconds({ file, args }: Program): Promise<number> {
  const result = await run('python3', ['-I', '-S', '-c', wait4, file, ...args], { cwd: root });
  if (result.exitCode !== 0)
    throw new UserError(`this failed while it was measured: ${[file, ...args].join(' ')}\n${result.stderr}`);
  return Number(result.stdout);
}

/** What one program costs against another in CPU: run in turn, the median of the pairwise ratios. */
export async function ratio(program: Program, against: Program): Promise<number> {
  const ratios: number[] = [];
  for (let pair = 0; pair <= PAIRS; pair++) {
    const base = await cpuSeconds(against);
    const each = (await cpuSeconds(program)) / base;
    if (pair > 0) ratios.push(each);
  }
  return median(ratios);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values');
  return middle;
}
