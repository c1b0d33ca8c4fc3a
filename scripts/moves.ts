import { Argument } from 'commander';
import { FOUND } from './deployment/exit-codes';
import { findMoves } from './moves/moves';
import { isOpen, movesLines } from './moves/report';
import { command, runCommand } from './shared/command';

runCommand(
  command(
    'moves',
    'Find the resources that only have another address than at a commit, and write their moved blocks, so that Terraform neither destroys nor makes them anew.',
    {
      0: 'every move that can be told is written down',
      [FOUND]: 'what is left is for a person to decide; with --dry-run: something is to be written',
    },
  )
    .addArgument(new Argument('<base>', 'the commit to compare with, such as origin/main'))
    .option('--dry-run', 'write nothing', false)
    .action(async (base: string, { dryRun }: { dryRun: boolean }) => {
      const found = await findMoves(base, !dryRun);
      console.log(movesLines(found, !dryRun).join('\n'));
      if (dryRun ? found.pending : isOpen(found)) process.exitCode = FOUND;
    }),
);
