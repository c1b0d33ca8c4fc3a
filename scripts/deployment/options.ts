import { Argument, type Command, Option } from 'commander';
import { environmentArgument } from '../shared/arguments';
import { command, type ExitCodes } from '../shared/command';

/** A command about an environment, or one layer of it. */
export const layerCommand = (name: string, description: string, exitCodes: ExitCodes): Command =>
  command(name, description, exitCodes)
    .addArgument(environmentArgument())
    .addArgument(new Argument('[layer]', 'one of its layers, such as network; all otherwise'))
    .addOption(outOption());

/** Where the synthesis goes that a command acts on. */
export const outOption = (): Option => new Option('--out <folder>', 'where to synthesize').default('cdktf.out');

/** Collects an option that may be given several times. */
export const collect = (value: string, previous: readonly string[]): string[] => [...previous, value];
