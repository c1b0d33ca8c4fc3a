import type { Command } from 'commander';

/** Exit code of a command that found something to do: changes that are pending, or drift. */
export const FOUND = 3;

const common: Readonly<Record<number, string>> = {
  1: 'it was refused, or it failed; the message says why',
  2: 'the call itself was wrong',
  130: 'it was interrupted (129 and 143 by a closed terminal and SIGTERM)',
};

/** Adds what the exit codes of a command mean to its help. */
export function withExitCodes(made: Command, own: Readonly<Record<number, string>>): Command {
  const lines = Object.entries({ ...common, ...own }).map(([code, meaning]) => `  ${code.padEnd(3)}  ${meaning}`);
  return made.addHelpText('after', `\nExit codes:\n${lines.join('\n')}`);
}
