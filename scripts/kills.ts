import { Option } from 'commander';
import { Kills } from './kills/kills';
import { environmentArgument, wholeNumber } from './shared/arguments';
import { command, runCommand } from './shared/command';

interface Options {
  readonly times: number;
  readonly seed?: number;
}

runCommand(
  command(
    'kills',
    'Kill the deployment of an environment to a cloud of this machine at random moments: the next run goes on, a lock that was left is told and released as the message says, and in the end nothing is lost, nor is anything in the account that no state has: of EC2 and of keys by tags, of buckets, roles, databases, backup plans and all else that can be there by itself by their lists, but for option groups. From 20 kills on it fails where they have left no lock, or nothing to take over.',
  )
    .addArgument(environmentArgument().argOptional().default('dev'))
    .addOption(new Option('--times <number>', 'how many kills').argParser(wholeNumber()).default(20))
    .addOption(new Option('--seed <number>', 'the same kinds and moments again').argParser(wholeNumber()))
    .action(async (environment: string, { times, seed = Date.now() % 1_000_000 }: Options) => {
      const begun = performance.now();
      const passed = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`.padStart(6);
      console.log(`seed ${seed}: npm run kills -- ${environment} --times ${times} --seed ${seed}`);
      await Kills.run({ environment, times, seed, report: (line) => console.log(`${passed()}  ${line}`) });
      console.log(`${environment}: ${times} kills, and the deployment is whole; seed ${seed}`);
    }),
);
