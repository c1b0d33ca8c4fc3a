import { Argument } from 'commander';
import { environmentNames } from '../../stacks/names';

/** The environment that a command is about. */
export const environmentArgument = (): Argument =>
  new Argument('<environment>', 'the environment').choices([...environmentNames]);
