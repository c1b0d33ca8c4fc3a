import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { UserError } from '../../scripts/shared/errors';
import { root } from '../../scripts/shared/paths';
import { KilledError, run, start } from '../../scripts/shared/processes';
import { reap, spare } from '../../scripts/shared/reaper';

const folder = mkdtempSync(join(tmpdir(), 'processes-'));
const parent = join(folder, 'parent.mjs');
const node = process.execPath;

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'tests', 'local', 'parent.ts')],
    outfile: parent,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['kill', 'forward'] as const)('run, which an interrupt does this to: %s', (interrupt) => {
  test('returns what a program said and its exit code, whatever that is', async () => {
    const script = 'process.stdin.pipe(process.stdout); console.error("to stderr"); process.exitCode = 2';
    expect(await run(node, ['-e', script], { input: 'in', interrupt })).toEqual({
      stdout: 'in',
      stderr: 'to stderr',
      exitCode: 2,
    });
  });

  test('hands over lines while the program runs', async () => {
    const lines: string[] = [];
    const onLine = (line: string, stream: string) => void lines.push(`${stream} ${line}`);
    await run(node, ['-e', 'console.log("a\\nb"); setTimeout(() => console.error("c"), 200)'], { onLine, interrupt });
    expect(lines).toEqual(['stdout a', 'stdout b', 'stderr c']);
  });

  test('takes variables out of the environment', async () => {
    const print = 'console.log(process.env.HOME, process.env.ADDED)';
    const { stdout } = await run(node, ['-e', print], { env: { HOME: undefined, ADDED: 'yes' }, interrupt });
    expect(stdout).toBe('undefined yes');
  });

  test('names a program that is not there, and one that was killed', async () => {
    await expect(run('no-such-program', [], { interrupt })).rejects.toThrow(
      new UserError('no-such-program: no such program. Is it installed, and in the PATH?'),
    );
    const killed = run(node, ['-e', 'process.kill(process.pid, "SIGKILL")'], { interrupt });
    await expect(killed).rejects.toThrow('was killed by SIGKILL');
    await expect(killed).rejects.toBeInstanceOf(KilledError);
  });

  test('has no file of what it says, which would be left where all is killed', async () => {
    const temporary = mkdtempSync(join(folder, 'temporary-'));
    vi.stubEnv('TMPDIR', temporary);
    const seen: string[][] = [];
    const onLine = () => void seen.push(readdirSync(temporary));
    await run(node, ['-e', 'console.log("a"); setTimeout(() => {}, 200)'], { onLine, interrupt });
    vi.unstubAllEnvs();
    expect(seen).toEqual([[]]);
  });

  test('ends what a program leaves behind, which would keep its output open', { timeout: 10_000 }, async () => {
    const { stdout } = await run('sh', ['-c', 'sleep 30 & echo $!'], { interrupt });
    await expect.poll(() => alive(Number(stdout))).toBe(false);
  });
});

describe('start', () => {
  test('goes on until it is stopped, with all that it started', async () => {
    const log = join(folder, 'service.log');
    const service = await start('sh', ['-c', 'echo begun; sleep 1000 & echo $!; wait'], { log });
    await expect.poll(() => readFileSync(log, 'utf8').split('\n').length).toBe(3);
    const inner = Number(service.lastLines(1));
    expect([alive(inner), service.hasEnded()]).toEqual([true, false]);
    await service.stop();
    expect([alive(service.pid), service.hasEnded()]).toEqual([false, true]);
    await expect.poll(() => alive(inner)).toBe(false);
    await service.stop();
  });

  test('kills a service that does not heed SIGTERM', async () => {
    const log = join(folder, 'deaf.log');
    const service = await start(
      node,
      ['-e', 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'],
      { log },
    );
    await expect.poll(() => readFileSync(log, 'utf8')).toContain('up');
    await service.stop();
    expect(alive(service.pid)).toBe(false);
  });
});

test('a folder that is spared again is kept', async () => {
  const kept = mkdtempSync(join(folder, 'kept-'));
  reap('folder', kept);
  spare('folder', kept);
  expect(existsSync(kept)).toBe(true);
});

interface Report {
  readonly service: number;
  readonly inner: number;
  readonly runs: number;
  readonly folder: string;
  readonly reaper: number;
}

/** Starts a command that starts a service with a child, a run and a folder, and reports them. */
async function begin(mode: string): Promise<{ child: ChildProcess; report: Report; output: () => string }> {
  const child = spawn(node, [parent, mode, folder], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  await expect.poll(() => output, { timeout: 20_000 }).toContain('\n');
  const report: Report = JSON.parse(output.split('\n')[0] ?? '');
  expect([alive(report.service), alive(report.inner), alive(report.runs), existsSync(report.folder)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  return { child, report, output: () => output };
}

describe('nothing is left of a command', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('after %s', async (signal) => {
    const { child, report, output } = await begin('wait');
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code, killedBy] = await ended;
    expect(killedBy ?? code).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: 'SIGKILL' }[signal]);
    await expectNothingLeft(report);
    expect(output().includes('cleaned up')).toBe(signal !== 'SIGKILL');
  });

  test.each(['throw', 'exit'])('after %s', async (mode) => {
    const { child, report } = await begin(mode);
    if (child.exitCode === null) await once(child, 'exit');
    await expectNothingLeft(report);
  });
});

test('an interrupt is handed on to a run that must finish, once, and waited for', async () => {
  const { child, report, output } = await begin('forward');
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const [code] = await ended;
  expect(code).toBe(130);
  expect(output()).toContain('run got SIGINT\nrun finished\ncleaned up');
  await expectNothingLeft(report);
});

test('a second interrupt does not wait', async () => {
  const { child, report, output } = await begin('forward-forever');
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await expect.poll(output).toContain('run got SIGINT');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
  await expectNothingLeft(report);
});

describe('a run that must finish may do so when its command', () => {
  async function expectFinished(report: Report): Promise<void> {
    const done = join(report.folder, '..', `finished-${report.runs}`);
    await expect.poll(() => existsSync(done), { timeout: 5_000 }).toBe(true);
    await expectNothingLeft(report);
  }

  test('is killed', async () => {
    const { child, report } = await begin('forward');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expectFinished(report);
  });

  test('is killed after an interrupt, of which it gets no second one', async () => {
    const { child, report, output } = await begin('forward');
    child.kill('SIGINT');
    await expect.poll(output).toContain('run got SIGINT');
    child.kill('SIGKILL');
    await expectFinished(report);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('gets a %s after an interrupt, which is nothing new', async (signal) => {
    const { child, report, output } = await begin('forward');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await expect.poll(output).toContain('run got SIGINT');
    child.kill(signal);
    expect((await ended)[0]).toBe(130);
    await expectFinished(report);
  });

  test.each(['throw', 'exit'])('ends by itself: %s', async (mode) => {
    const { report } = await begin(`forward-${mode}`);
    await expectFinished(report);
  });
});

async function expectNothingLeft(report: Report): Promise<void> {
  const left = () => [
    ...[report.service, report.inner, report.runs, report.reaper].filter(alive),
    ...[report.folder].filter(existsSync),
  ];
  for (const end = Date.now() + 5_000; left().length > 0 && Date.now() < end; ) await sleep(20);
  expect(left()).toEqual([]);
}

/** Whether a process runs; one that has ended but was not waited for does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}
