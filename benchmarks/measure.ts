import { UserError } from '../scripts/shared/errors';
import { root } from '../scripts/shared/paths';
import { run } from '../scripts/shared/processes';

/** A program and its arguments. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** Where it runs. @default the workspace's root */
  readonly cwd?: string;
  /** Added to its environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a run took in seconds, or a ratio of each. */
export interface Cost {
  /** User and system time of a program from its start to its end, with that of its own children. */
  readonly cpu: number;
  /** By the clock. */
  readonly wall: number;
}

/** A Node.js program of this very Node.js. */
export const node = (...args: readonly string[]): Program => ({ file: process.execPath, args });

/** Pairs that a ratio is the median of, after one that only warms up. */
const PAIRS = 5;

/** Pairs where one of the two takes many seconds: its ratio is either so far from the goal that this tells. */
export const FEW_PAIRS = 3;

/**
 * Runs a program and prints what it and its own children took: Node.js cannot ask for that, and a hook in the program
 * itself would miss how it ends, and its children.
 */
const wait4 = `
import os, sys, time
nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, time.monotonic() - start)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
`;

/** What one run of a program takes. @throws when it fails */
export async function cost({ file, args, cwd = root, env }: Program): Promise<Cost> {
  const result = await run('python3', ['-I', '-S', '-c', wait4, file, ...args], { cwd, env });
  if (result.exitCode !== 0)
    throw new UserError(`this failed while it was measured: ${[file, ...args].join(' ')}\n${result.stderr}`);
  const [cpu = Number.NaN, wall = Number.NaN] = result.stdout.split(' ').map(Number);
  return { cpu, wall };
}

/** Runs a program as often as it takes until later runs are alike: the first makes its bundle, the next its code cache. */
export async function warmUp(...programs: readonly Program[]): Promise<void> {
  for (const program of programs) for (let time = 0; time < 2; time++) await cost(program);
}

/** What one program costs against another: run in turn, the median of the pairwise ratios. */
export async function ratios(program: Program, against: Program, pairs = PAIRS): Promise<Cost> {
  const each: Cost[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const base = await cost(against);
    const own = await cost(program);
    if (pair > 0) each.push({ cpu: own.cpu / base.cpu, wall: own.wall / base.wall });
  }
  return { cpu: median(each.map(({ cpu }) => cpu)), wall: median(each.map(({ wall }) => wall)) };
}

/** The same of CPU alone. */
export const ratio = async (program: Program, against: Program, pairs?: number): Promise<number> =>
  (await ratios(program, against, pairs)).cpu;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values');
  return middle;
}
