import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { staleDocuments, writeDocuments } from './docs/documents';
import { command, runCommand } from './shared/command';
import { UserError } from './shared/errors';
import { root } from './shared/paths';
import { exitOverFaults } from './shared/synthesis';

runCommand(
  command('docs', 'Make what is documented from the code: tables of the READMEs, catalogues, config.env.example.', {
    0: 'everything is up to date',
    1: 'the stacks have a fault; or, with --check, something is not up to date, and is named',
  })
    .option('--check', 'change nothing, and fail naming each file that is not up to date', false)
    .action(async ({ check }: { check: boolean }) => {
      const { outdated, leftOver } = await staleDocuments(root).catch(exitOverFaults);
      const names = [...outdated.keys(), ...leftOver];
      if (check && names.length > 0)
        throw new UserError(`not up to date; run \`npm run docs\` and commit what it changes:\n${names.join('\n')}`);
      writeDocuments(root, outdated);
      for (const file of leftOver) rmSync(join(root, file));
      console.log(names.length > 0 ? names.join('\n') : 'everything is up to date');
    }),
);
