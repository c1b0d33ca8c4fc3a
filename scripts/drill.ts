import { stayUp } from './drill/stay-up';
import { Drill } from './drill/steps';
import { lastLine, rotationLines, summaryTable } from './drill/summary';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { UserError } from './shared/errors';

runCommand(
  command(
    'drill',
    'Apply an environment on this machine, from nothing: a local cloud, the real Terraform and provider, the same JSON.',
    { 0: 'it came up, and its second plan was empty; what was skipped is told' },
  )
    .addArgument(environmentArgument().argOptional().default('dev'))
    .option('--keep', 'leave it running, and show how to use terraform and aws on it', false)
    .option('--strict', 'fail where a part has to be skipped, such as a database that no server can be had for', false)
    .action(async (environment: string, { keep, strict }: { keep: boolean; strict: boolean }) => {
      const drill = new Drill(environment);
      await drill.run(drill.up());
      const { results, rotations, skipped } = drill;
      console.log(`\n${summaryTable(results)}\n`);
      for (const line of rotationLines(rotations, skipped)) console.log(`${line}\n`);
      if (keep) await stayUp(drill.session, lastLine(environment, results));
      await drill.run(drill.down());
      console.log(lastLine(environment, results));
      if (strict && skipped.length > 0)
        throw new UserError(`--strict: not rotated: ${skipped.map(({ database }) => database).join(', ')}`);
    }),
);
