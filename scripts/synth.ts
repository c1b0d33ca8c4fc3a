import { main } from '../stacks/main';
import type { EnvironmentName } from '../stacks/names';
import { bundledFunctions } from './lambda/functions';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { STACK_FILE } from './shared/stack-json';
import { synthesisOrExit } from './shared/synthesis';

runCommand(
  command(
    'synth',
    'Write the Terraform JSON of the environments; what is applied later is these files, byte for byte.',
    { 0: 'it was written' },
  )
    .addArgument(environmentArgument().argOptional())
    .option('--out <folder>', 'where to write', 'cdktf.out')
    .action(async (environment: EnvironmentName | undefined, { out }: { out: string }) => {
      const functions = await bundledFunctions();
      const stacks = synthesisOrExit(() =>
        main(functions, { outdir: out, only: environment && [environment], onWarning: (text) => console.error(text) }),
      );
      for (const stack of stacks) console.log(`${out}/stacks/${stack}/${STACK_FILE}`);
    }),
);
