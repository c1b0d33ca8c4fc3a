import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { Command, CommanderError } from 'commander';
import { explain, machineFault } from '../machine-faults.cjs';
import { NotBegun, UserError } from './errors';
import { cleanUp, InterruptedError, interrupted } from './interrupts';
import { root } from './paths';

/** What exit codes mean, as the help of a command lists them. */
export type ExitCodes = Readonly<Record<number, string>>;

const common: ExitCodes = {
  0: 'it was done',
  1: 'it was refused, or it failed; the message says why',
  2: 'the call itself was wrong',
  70: 'a fault of groundwork itself, which the message asks to be reported',
  130: 'it was interrupted (129 and 143 by a closed terminal and SIGTERM)',
};

/**
 * A command of this workspace: `--help`, exit codes and faults are alike in all of them.
 * @param exitCodes what it says better of its own exit codes than what is said of all, and those that it alone has
 */
export function command(name: string, description: string, exitCodes: ExitCodes = {}): Command {
  const lines = Object.entries({ ...common, ...exitCodes }).map(([code, says]) => `  ${code.padEnd(3)}  ${says}`);
  return new Command(name)
    .description(description)
    .showHelpAfterError(`(npm run ${name} -- --help shows how it is called)`)
    .exitOverride()
    .addHelpText('after', `\nExit codes:\n${lines.join('\n')}`)
    .configureHelp({ commandUsage: (self) => `npm run ${self.name()} -- ${self.usage()}` });
}

/** Runs a command with the arguments of the process; a fault that a person can mend is told without a trace. */
export async function runCommand(made: Command): Promise<void> {
  outliveOutput();
  outliveTerminal();
  try {
    await made.parseAsync(process.argv.slice(2), { from: 'user' });
  } catch (error) {
    // Whatever is to be told of an interrupt is told before it ends this process.
    process.exitCode = interrupted() ? 130 : tell(error);
  } finally {
    await cleanUp();
  }
}

/**
 * What was begun goes on where nobody can be told of it any more, such as a deployment, and ends as it ends. Who reads
 * along may stop, as `head` does; output that is lost in any other way is said, and nobody takes the rest for the whole.
 */
function outliveOutput(): void {
  const { stdout, stderr } = process;
  const loses = (stream: NodeJS.WriteStream, name: string, other: NodeJS.WriteStream) => {
    let lost = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (lost || error.code === 'EPIPE') return;
      lost = true;
      process.once('exit', () => {
        process.exitCode ||= 1;
      });
      other.write(
        `standard ${name} cannot be written, and what is said there is lost: ${error.message}\n  What was begun goes on to its end; the exit code is not 0, also where all of it is done.\n`,
      );
    });
  };
  loses(stdout, 'output', stderr);
  loses(stderr, 'error', stdout);
}

/** At its end Node.js sets a terminal back to what it was, and aborts where that is gone, whatever the exit code is. */
function outliveTerminal(): void {
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));
  process.once('exit', () => {
    for (const each of terminals) if (!isatty(each)) closeSync(each);
  });
}

/** Tells a fault on standard error; returns the exit code that it stands for. */
export function tell(error: unknown): number {
  if (error instanceof InterruptedError) return 130;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AggregateError) return tellAll(error.errors);
  if (error instanceof NotBegun) return tellAll([error]);
  if (error instanceof UserError) {
    console.error(explain(root, error.message));
    return error.exitCode;
  }
  const machine = machineFault(root, error);
  if (machine) {
    console.error(machine);
    return 1;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`This is a fault of groundwork itself, please report it:\n${text}`);
  return 70;
}

/** What several parts failed of may itself be several faults, which have no message of their own in common. */
const flat = (errors: readonly unknown[]): unknown[] =>
  errors.flatMap((error) => (error instanceof AggregateError ? flat(error.errors) : [error]));

/** Whether something has failed by itself, and not of an interrupt. */
export const hasFailed = (error: unknown): boolean =>
  flat([error]).some((each) => !(each instanceof InterruptedError || each instanceof NotBegun));

/** Tells each fault once, and in one line what was not begun because of them. */
function tellAll(several: readonly unknown[]): number {
  const errors = flat(several);
  const notBegun = errors.filter((error) => error instanceof NotBegun);
  const faults = errors.filter((error) => !(error instanceof NotBegun));
  const words = faults.map((error) => (error instanceof Error ? error.message : String(error)));
  const codes = faults.filter((_, place) => words.indexOf(words[place] ?? '') === place).map(tell);
  if (notBegun.length > 0) console.error(`not begun: ${notBegun.map(({ what }) => what).join(', ')}`);
  return Math.max(1, ...codes);
}
