import { stayUp } from './drill/stay-up';
import { Drill } from './drill/steps';
import { lastLine, summaryTable } from './drill/summary';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { runSteps } from './shared/progress';

runCommand(
  command(
    'drill',
    'Apply an environment on this machine, from nothing: a local cloud, the real Terraform and provider, the same JSON.',
  )
    .addArgument(environmentArgument().default('dev'))
    .option('--keep', 'leave it running, and show how to use terraform and aws on it', false)
    .action(async (environment: string, { keep }: { keep: boolean }) => {
      const drill = new Drill(environment);
      await runSteps(drill.up());
      const { results } = drill;
      console.log(`\n${summaryTable(results)}\n`);
      if (keep) await stayUp(drill.session, lastLine(environment, results));
      await runSteps(drill.down());
      console.log(lastLine(environment, results));
    }),
);
