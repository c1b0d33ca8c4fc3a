import { explain } from '../machine-faults.cjs';
import { UserError } from './errors';
import { root } from './paths';

/** What came of a check. */
export interface Outcome {
  /** `skipped`: it could not be done here, which is said and is no failure. */
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What was looked at, or how many faults there are: goes on the line of the check. */
  readonly note: string;
  /** One fault each, of one line or more. */
  readonly details: readonly string[];
}

export type Report = (line: string) => void;

export interface Check {
  readonly title: string;
  /** Makes it; `report` tells how far it is, where it takes long. */
  readonly run: (report: Report) => Promise<Outcome>;
}

export interface CheckResult extends Outcome {
  readonly title: string;
  readonly seconds: number;
}

/** Is told what happens. */
export interface Listener {
  onProgress(line: string): void;
  onResult(result: CheckResult): void;
}

export const passed = (note: string): Outcome => ({ status: 'passed', note, details: [] });

/** @param wayOut said of all of them, beside their number */
export const failed = (details: readonly string[], wayOut?: string): Outcome => ({
  status: 'failed',
  note: [details.length === 1 ? 'one fault' : `${details.length} faults`, ...(wayOut ? [wayOut] : [])].join('; '),
  details,
});

/** Makes a check; a fault that a person can mend fails it, and every other check goes on. */
export async function runCheck({ title, run }: Check, report: Report = () => {}): Promise<CheckResult> {
  const start = performance.now();
  const outcome = await run((line) => report(`${title}: ${line}`)).catch((error: unknown) => {
    if (error instanceof UserError) return failed([explain(root, error.message)]);
    throw error;
  });
  return { title, ...outcome, seconds: (performance.now() - start) / 1000 };
}

/**
 * Makes all checks at the same time, whatever becomes of the others. Results are handed out in the order of the checks,
 * each as soon as it and those before it are there.
 */
export async function runChecks(checks: readonly Check[], listener: Listener): Promise<CheckResult[]> {
  const running = checks.map((check) => runCheck(check, listener.onProgress));
  const ended = Promise.allSettled(running);
  try {
    const results: CheckResult[] = [];
    for (const each of running) {
      const result = await each;
      listener.onResult(result);
      results.push(result);
    }
    return results;
  } finally {
    await ended;
  }
}
