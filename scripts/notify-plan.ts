import { existsSync, readFileSync } from 'node:fs';
import { Argument, Option } from 'commander';
import { commentBody, markerOf } from './notify/comment';
import { putComment } from './notify/github';
import { masked } from './notify/mask';
import { gitHubOf, pullRequestOf, runOf } from './notify/workflow';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';

runCommand(
  command(
    'notify-plan',
    'In a workflow of GitHub: tell the pull request what would change in an environment, in one comment that is kept up to date.',
    { 0: 'the comment is there' },
  )
    .addArgument(environmentArgument())
    .addArgument(new Argument('<file>', 'what npm run plan wrote'))
    .addOption(new Option('--outcome <outcome>', 'of the plan').choices(['success', 'failure']).default('success'))
    .action(async (environment: string, file: string, { outcome }: { outcome: string }) => {
      const { number, commit } = pullRequestOf();
      const text = masked(existsSync(file) ? readFileSync(file, 'utf8') : '');
      const body = commentBody({ environment, text, failed: outcome === 'failure', commit, page: runOf().page });
      await putComment(gitHubOf(), number, markerOf(environment), body);
      console.log(`pull request ${number}: told of the plan of ${environment}`);
    }),
);
