import { Argument, InvalidArgumentError } from 'commander';
import { environmentNames } from '../../stacks/names';

/** The environment that a command is about. */
export const environmentArgument = (): Argument =>
  new Argument('<environment>', 'the environment').choices([...environmentNames]);

/** Reads a whole number of an option, by default one without a sign. */
export function wholeNumber(pattern = /^\d+$/, expected = 'a whole number, 0 or more'): (text: string) => number {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`expected ${expected}`);
    return Number(text);
  };
}
