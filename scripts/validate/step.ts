import { UserError } from '../shared/errors';

/** What came of a step. */
export interface Outcome {
  /** `skipped`: it could not be done here, which is said and is no failure. */
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What was looked at, or how many faults there are: goes on the step's line. */
  readonly note: string;
  /** One fault each, of one line or more. */
  readonly details: readonly string[];
}

export type Report = (line: string) => void;

export interface Step {
  readonly title: string;
  /** Does it; `report` tells how far it is, where it takes long. */
  readonly run: (report: Report) => Promise<Outcome>;
}

export interface StepResult extends Outcome {
  readonly title: string;
  readonly seconds: number;
}

/** Is told what happens. */
export interface Listener {
  onProgress(line: string): void;
  onResult(result: StepResult): void;
}

export const passed = (note: string): Outcome => ({ status: 'passed', note, details: [] });

export const failed = (details: readonly string[]): Outcome => ({
  status: 'failed',
  note: details.length === 1 ? 'one fault' : `${details.length} faults`,
  details,
});

/** Does a step; a fault that a person can mend fails it, and every other step goes on. */
export async function runStep({ title, run }: Step, report: Report = () => {}): Promise<StepResult> {
  const start = performance.now();
  const outcome = await run((line) => report(`${title}: ${line}`)).catch((error: unknown) => {
    if (error instanceof UserError) return failed([error.message]);
    throw error;
  });
  return { title, ...outcome, seconds: (performance.now() - start) / 1000 };
}

/**
 * Does all steps at the same time, whatever becomes of the others. Results are handed out in the order of the steps,
 * each as soon as it and those before it are there.
 */
export async function runSteps(steps: readonly Step[], listener: Listener): Promise<StepResult[]> {
  const running = steps.map((step) => runStep(step, listener.onProgress));
  const ended = Promise.allSettled(running);
  try {
    const results: StepResult[] = [];
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
