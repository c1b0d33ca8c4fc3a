import { setMaxListeners } from 'node:events';
import { freemem, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../shared/errors';

/** A program that something rests on. */
export interface Part {
  /** What it is, such as `the emulator moto`. */
  readonly what: string;
  /** Settles with how it ended by itself. */
  readonly died: Promise<string>;
  /** The last of what it said, with nothing secret in it. */
  lastWords(): string;
}

/** The system tells of a process a moment after its connections were closed, which others then fail by. */
const TOLD_WITHIN_MS = 200;

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** The end of a whole that comes with the end of any of its parts, before it is stopped. */
export class UntimelyEnd {
  private readonly controller = new AbortController();

  constructor(
    /** The whole: `the local cloud`. */
    private readonly whole: string,
  ) {
    // Every Terraform that runs listens.
    setMaxListeners(0, this.signal);
  }

  /** Aborted when a part ends by itself, with a UserError as reason that names it. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  watch({ what, died, lastWords }: Part): void {
    died.then((how) => this.controller.abort(new UserError(this.describe(what, how, lastWords()))));
  }

  private describe(what: string, how: string, words: string): string {
    const lines = stripVTControlCharacters(words)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const said =
      lines.length > 0 ? ['  its last words:', ...lines.map((line) => `    ${line}`)] : ['  it told no fault'];
    const memory = `${gigabytes(freemem())} of ${gigabytes(totalmem())} are free now, and a drill takes about 2 GB`;
    const short = `whoever killed it; the system does where memory is short: ${memory}`;
    const cause = how.includes('SIGKILL') ? short : 'what its last words tell';
    return [`${this.whole} has ended: ${what} ${how}`, ...said, `  fix: begin again. The cause is ${cause}.`].join(
      '\n',
    );
  }
}

/** Does work that rests on something: where that ends, everything else that fails is only a consequence. */
export async function restingOn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted) await sleep(TOLD_WITHIN_MS);
    signal.throwIfAborted();
    throw error;
  }
}
