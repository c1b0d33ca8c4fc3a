import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { root, workFolder } from '../../scripts/shared/paths';

/** A drill as a process of its own, with a mark in the environment that all it starts inherits. */
class RunningDrill {
  readonly mark = randomUUID();
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** Work folders that were there already. */
  private readonly before: readonly string[];
  output = '';

  constructor(private readonly environment: string) {
    this.before = folders(environment);
    this.child = spawn(process.execPath, [join(root, 'scripts', 'run.cjs'), 'drill', environment, '--strict'], {
      env: { ...process.env, DRILL_MARK: this.mark },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer) => {
      this.output += chunk;
    };
    this.child.stdout?.on('data', collect);
    this.child.stderr?.on('data', collect);
    this.ended = once(this.child, 'exit');
  }

  async said(words: string): Promise<void> {
    while (!this.output.includes(words)) {
      if (this.child.exitCode !== null) throw new Error(`ended before it said «${words}»:\n${this.output}`);
      await sleep(100);
    }
  }

  /** Processes that it started, or that these did, and that are still there. */
  left(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => readOr(`/proc/${pid}/environ`).includes(this.mark))
      .map((pid) => readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
  }

  /** Behind a killed drill another process clears up, which ends the processes first and deletes the folder last. */
  async expectNothingLeft(): Promise<void> {
    await expect.poll(() => this.left(), { timeout: 15_000 }).toEqual([]);
    await expect.poll(() => folders(this.environment), { timeout: 15_000 }).toEqual(this.before);
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended, or it is not ours
  }
}

const folders = (environment: string) => {
  const drills = join(workFolder, 'drill');
  return existsSync(drills) ? readdirSync(drills).filter((name) => name.startsWith(`${environment}-`)) : [];
};

describe.skipIf(process.platform !== 'linux')('the drill', () => {
  const started: RunningDrill[] = [];
  const start = (environment: string) => {
    const drill = new RunningDrill(environment);
    started.push(drill);
    return drill;
  };
  afterAll(() => {
    for (const { child } of started) child.kill('SIGKILL');
  });

  test('takes dev from nothing to applied and back, while another is interrupted and a third one killed', async () => {
    const whole = start('dev');

    const interrupted = start('staging');
    await interrupted.said('❯ Apply the layers');
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toEqual([130, null]);
    await interrupted.expectNothingLeft();

    const killed = start('staging');
    await killed.said('❯ Bootstrap the state backend');
    await sleep(1_000);
    expect(killed.left().length).toBeGreaterThan(2);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await killed.expectNothingLeft();

    expect(await whole.ended, whole.output).toEqual([0, null]);
    const lines = whole.output.trim().split('\n');
    for (const [database, software] of [
      ['groundwork-orders-dev', 'PostgreSQL'],
      ['groundwork-catalog-dev', 'MariaDB'],
    ])
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^${database} on ${software} [\\d.]+: rotated in [\\d.]+ s; old password refused, new one accepted$`,
          ),
        ),
      );
    expect(whole.output).toMatch(/Search for passwords: 4 that were valid stand in none of [1-9]\d+ files/);
    expect(lines.at(-1)).toMatch(/^dev: [1-9]\d* layers, [1-9]\d* resources applied, 0 changes on the second plan$/);
    await whole.expectNothingLeft();
  });

  test('a word that is no environment is refused with those that are', async () => {
    const drill = start('qa');
    expect(await drill.ended).toEqual([2, null]);
    expect(drill.output).toMatch(/'qa' is invalid.*dev, staging, prod/);
    expect(drill.output).not.toMatch(/\n\s+at /);
  });
});
