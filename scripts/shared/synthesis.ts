import { SynthesisFaults } from '../../stacks/synthesize';

/** Tells the faults of a synthesis and ends the process, without the trace that only helps who works on us. */
export function exitOverFaults(error: unknown): never {
  if (!(error instanceof SynthesisFaults)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** Runs a synthesis; its faults are told and end the process. */
export function synthesisOrExit<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    return exitOverFaults(error);
  }
}
