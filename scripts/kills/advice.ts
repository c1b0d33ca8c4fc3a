import type { CommandResult, Workspace } from '../local/workspace';
import { UserError } from '../shared/errors';
import type { Lock } from './locks';

/** What of the story of a lock a message does not tell: who holds it, since when, for what, and how it is released. */
export function untold(message: string, lock: Lock): string[] {
  const since = lock.Created.slice(0, 19).replace('T', ' ');
  const operation = lock.Operation.replace(/^OperationType/, '').toLowerCase();
  const expected = [
    `: the state is locked by ${lock.Who} since ${since} UTC, for ${operation || 'an operation'}.`,
    `lock: ${lock.ID} on ${lock.Path}`,
    `terraform force-unlock -force ${lock.ID})`,
  ];
  return expected.filter((part) => !message.includes(part));
}

/** What a command that was refused says to do, in the order of its message. */
export interface Advice {
  /** Lines for a shell. */
  readonly lines: readonly string[];
  /** Options for the next run. */
  readonly options: readonly string[];
}

export function adviceOf(message: string): Advice {
  return {
    lines: [...message.matchAll(/^ {2}(?:fix: )?(\((?:cd|aws) .*\))$/gm)].map(([, line = '']) => line),
    options: [...message.matchAll(/(--allow-destroy) '([^']+)'/g)].flatMap(([, option = '', address = '']) => [
      option,
      address,
    ]),
  };
}

/** Does what a refused command says, to the letter. @throws UserError where it says nothing, or that does not work */
export async function follow(workspace: Workspace, { stdout, stderr }: CommandResult): Promise<Advice> {
  const advice = adviceOf(stderr);
  if (advice.lines.length + advice.options.length === 0)
    throw new UserError(`a run after a kill neither goes on nor says what to do:\n${stdout}\n${stderr}`);
  for (const line of advice.lines) {
    const done = await workspace.shell(line);
    if (done.exitCode !== 0)
      throw new UserError(`what the message says does not work: ${line}\n${done.stdout}\n${done.stderr}`);
  }
  return advice;
}
