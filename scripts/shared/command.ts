import { Command, CommanderError } from 'commander';
import { NotBegun, UserError } from './errors';
import { cleanUp, InterruptedError } from './interrupts';

/** A command of this workspace: `--help`, exit codes and faults are alike in all of them. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .showHelpAfterError(`(npm run ${name} -- --help shows how it is called)`)
    .exitOverride()
    .configureHelp({ commandUsage: (self) => `npm run ${self.name()} -- ${self.usage()}` });
}

/** Runs a command with the arguments of the process; a fault that a person can mend is told without a trace. */
export async function runCommand(made: Command): Promise<void> {
  try {
    await made.parseAsync(process.argv.slice(2), { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error);
  } finally {
    await cleanUp();
  }
}

/** Tells a fault on standard error; returns the exit code that it stands for. */
export function tell(error: unknown): number {
  if (error instanceof InterruptedError) return 130;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AggregateError) return tellAll(error.errors);
  if (error instanceof NotBegun) return tellAll([error]);
  if (error instanceof UserError) {
    console.error(error.message);
    return error.exitCode;
  }
  const machine = machineFault(error);
  if (machine) {
    console.error(machine);
    return 1;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`This is a fault of groundwork itself, please report it:\n${text}`);
  return 70;
}

/** Tells each fault, and in one line what was not begun because of them. */
function tellAll(errors: readonly unknown[]): number {
  const notBegun = errors.filter((error) => error instanceof NotBegun);
  const codes = errors.filter((error) => !(error instanceof NotBegun)).map(tell);
  if (notBegun.length > 0) console.error(`not begun: ${notBegun.map(({ what }) => what).join(', ')}`);
  return Math.max(1, ...codes);
}

/** What the machine refuses, and a person mends: Node.js tells the code and the path of it. */
const mends: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; fix: make room; the work folder .groundwork can be deleted at any time',
  EDQUOT: 'the quota of the disk is used up; fix: make room; the work folder .groundwork can be deleted at any time',
  EROFS: 'the disk can only be read; fix: work in a folder that can be written',
  EACCES: 'this user may not do that; fix: give the workspace to who works in it',
  EMFILE: 'too many files are open; fix: raise the limit, ulimit -n 4096',
};

function machineFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const mend = mends[error.code];
  const place = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
  return mend && `${place}${mend}\n  found: ${error.message}`;
}
