import { Listr, type ListrTask } from 'listr2';

/** Something that is done with its progress shown. */
export interface Step {
  readonly title: string;
  /**
   * Does it. `report` shows how far it is.
   * @returns what the title is completed with, or steps that it consists of, done at the same time
   */
  readonly run: (report: (line: string) => void) => Promise<string | readonly Step[] | undefined>;
}

/** Where no spinner shows that something goes on, a line tells it this often. */
const reportEveryMs = 10_000;

/**
 * Does steps one after the other, with a spinner on a terminal and plain lines elsewhere. Steps within a step go at
 * the same time; all of them come to an end before the failure of one is thrown.
 */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const terminal = process.stdout.isTTY;
  const failures: unknown[] = [];
  const toTask = (step: Step): ListrTask => ({
    title: step.title,
    task: async (_, task) => {
      let told = performance.now();
      const report = (line: string) => {
        if (!terminal && performance.now() - told < reportEveryMs) return;
        told = performance.now();
        task.output = line;
      };
      try {
        const outcome = await step.run(report);
        if (typeof outcome === 'string') task.title = `${step.title}: ${outcome}`;
        if (Array.isArray(outcome)) return task.newListr(outcome.map(toTask), { concurrent: true, exitOnError: false });
      } catch (error) {
        failures.push(error);
        throw new Error('failed');
      }
    },
  });
  const options = {
    renderer: terminal ? 'default' : 'simple',
    registerSignalListeners: false,
    exitOnError: false,
    rendererOptions: { collapseSubtasks: false, showErrorMessage: false },
  } as const;
  for (const step of steps) {
    await new Listr([toTask(step)], options).run();
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  }
}
