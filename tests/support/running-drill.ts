import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { type Process, processes } from './processes';

/** A drill as a process of its own, with a mark in the environment that all it starts inherits. */
export class RunningDrill {
  readonly mark = randomUUID();
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** The machine's folder for temporary files, as it sees it. */
  private readonly temporary = mkdtempSync(join(tmpdir(), 'groundwork-drill-'));
  /** Work folders that were there already. */
  private readonly before: readonly string[];
  output = '';

  constructor(
    private readonly environment: string,
    /** Root of the workspace that it runs in. */
    private readonly place = root,
  ) {
    chmodSync(this.temporary, 0o1777); // the servers of databases run as another user
    this.before = this.folders();
    this.child = spawn(process.execPath, [join(place, 'scripts', 'run.cjs'), 'drill', environment, '--strict'], {
      env: { ...process.env, DRILL_MARK: this.mark, TMPDIR: this.temporary },
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

  /** Ends it where it still runs; what it was asked about is gone afterwards. */
  discard(): void {
    this.child.kill('SIGKILL');
    rmSync(this.temporary, { recursive: true, force: true });
  }

  /** Processes that it started, or that these did, and that are still there. */
  left(): string[] {
    return this.processes().map(({ call }) => call);
  }

  /** Waits until it has started a program whose call matches. @returns the process's id */
  async started(call: RegExp): Promise<number> {
    for (;;) {
      const found = this.processes().find((each) => call.test(each.call));
      if (found) return found.pid;
      if (this.child.exitCode !== null) throw new Error(`ended before it started ${call}:\n${this.output}`);
      await sleep(50);
    }
  }

  private folders(): string[] {
    const drills = join(this.place, '.groundwork', 'drill');
    return existsSync(drills) ? readdirSync(drills).filter((name) => name.startsWith(`${this.environment}-`)) : [];
  }

  /** But for the parser's tables that checkov keeps for all of its runs on the machine. */
  private temporaryFiles(): string[] {
    return readdirSync(this.temporary).filter((name) => !name.startsWith('.lark_cache_'));
  }

  private processes(): Process[] {
    return processes().filter(({ environment }) => environment.includes(this.mark));
  }

  /** Behind a killed drill another process clears up, which ends the processes first and deletes the folder last. */
  async expectNothingLeft(): Promise<void> {
    await expect.poll(() => this.left(), { timeout: 15_000 }).toEqual([]);
    await expect.poll(() => this.folders(), { timeout: 15_000 }).toEqual(this.before);
    await expect.poll(() => this.temporaryFiles(), { timeout: 15_000 }).toEqual([]);
  }
}
