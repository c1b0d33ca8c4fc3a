import { type Command, Option } from 'commander';
import { environmentNames } from '../../stacks/names';
import { command } from '../shared/command';

/** A command that shows something of an environment from its sources; it needs no account. */
export const inventoryCommand = (name: string, description: string): Command =>
  command(name, description, { 0: 'it was shown' }).addOption(
    new Option('-s, --stack <environment>', 'the environment').choices([...environmentNames]).makeOptionMandatory(),
  );
