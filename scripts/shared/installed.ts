import { UserError } from './errors';
import { NoProgramError, type RunOptions, type RunResult, run } from './processes';

/** Runs a program that people install themselves. @throws UserError where it is absent, with how to get it */
export function runInstalled(
  program: string,
  args: readonly string[],
  howToGet: string,
  options: RunOptions = {},
): Promise<RunResult> {
  return run(program, args, options).catch((error: unknown) => {
    if (error instanceof NoProgramError) throw new UserError(`${program} was not found in the PATH.\n${howToGet}`);
    throw error;
  });
}
