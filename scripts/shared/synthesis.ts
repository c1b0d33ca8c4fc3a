import { SynthesisFaults } from '../../stacks/synthesize';

/** Runs a synthesis; its faults are told and end the process, without the trace that only helps who works on us. */
export function synthesisOrExit<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SynthesisFaults)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
