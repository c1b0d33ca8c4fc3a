import { Argument } from 'commander';
import { affected, affectedLines } from './affected/affected';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';

runCommand(
  command(
    'affected',
    'List the layers whose synthesis differs from that of a commit, and those that read what may change there. Nothing is changed.',
    { 0: 'the list is whole; it may be empty' },
  )
    .addArgument(new Argument('<base>', 'the commit to compare with, such as origin/main'))
    .addArgument(environmentArgument().argOptional())
    .option('--json', 'as one line of JSON, for workflows', false)
    .action(async (base: string, environment: string | undefined, { json }: { json: boolean }) => {
      const found = await affected(base, environment);
      console.log(json ? JSON.stringify(found) : affectedLines(found).join('\n'));
    }),
);
