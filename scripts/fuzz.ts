import { InvalidArgumentError, Option } from 'commander';
import { fuzz } from './fuzz/fuzz';
import { command, runCommand } from './shared/command';
import { UserError } from './shared/errors';

const count = (text: string) => {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};

interface Options {
  readonly runs: number;
  readonly seed?: number;
}

runCommand(
  command(
    'fuzz',
    'Synthesize generated configurations: each ends in faults that name their rules, or in JSON, and never in a trace.',
  )
    .addOption(new Option('--runs <number>', 'how many configurations').argParser(count).default(10_000))
    .addOption(new Option('--seed <number>', 'the same configurations again').argParser(count))
    .action(({ runs, seed }: Options) => {
      const onRun = (tried: number) => {
        if (tried % 1000 === 0) console.log(`${tried} tried`);
      };
      const found = fuzz({ runs, seed, onRun });
      if (found.fault !== undefined)
        throw new UserError(
          `the smallest configuration that ends otherwise, of seed ${found.seed}:\n${found.fault}\nagain: npm run fuzz -- --runs ${runs} --seed ${found.seed}`,
        );
      console.log(`seed ${found.seed}: ${found.tried} tried, ${found.refused} refused with their rules`);
    }),
);
