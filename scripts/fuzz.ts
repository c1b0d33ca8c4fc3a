import { Option } from 'commander';
import { fuzz } from './fuzz/fuzz';
import { planSample } from './fuzz/plan-sample';
import { Sample } from './fuzz/sample';
import { wholeNumber } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { counted } from './shared/counted';
import { UserError } from './shared/errors';

interface Options {
  readonly runs: number;
  readonly seed?: number;
  readonly plan: number;
}

/** `backend 12, data 30`: how often each occurs. */
function tally(names: readonly string[]): string {
  const sorted = [...new Set(names)].sort();
  return sorted.map((name) => `${name} ${names.filter((each) => each === name).length}`).join(', ');
}

runCommand(
  command(
    'fuzz',
    'Synthesize generated configurations: each ends in faults that name their rules, or in JSON, and never in a trace; and plan a sample of those that are accepted.',
  )
    .addOption(new Option('--runs <number>', 'how many configurations').argParser(wholeNumber()).default(10_000))
    .addOption(
      new Option('--seed <number>', 'the same configurations again').argParser(
        wholeNumber(/^-?\d+$/, 'a whole number'),
      ),
    )
    .addOption(
      new Option(
        '--plan <number>',
        'plan so many of those that are accepted, on a cloud of this machine: the provider must accept them too. 200 take about half an hour, 0 none',
      )
        .argParser(wholeNumber())
        .default(200),
    )
    .action(async ({ runs, seed, plan }: Options) => {
      const onRun = (tried: number) => {
        if (tried % 1000 === 0) console.log(`${tried} tried`);
      };
      const sample = new Sample(plan);
      const found = await fuzz({ runs, seed, sample, onRun });
      const again = `again: npm run fuzz -- --runs ${runs} --seed ${found.seed}`;
      if (found.fault !== undefined)
        throw new UserError(
          `the smallest configuration that ends otherwise, of seed ${found.seed}:\n${found.fault}\n${again}`,
        );
      console.log(`seed ${found.seed}: ${found.tried} tried, ${found.refused} refused with their rules`);
      if (plan === 0) return;

      const { configurations, stacks } = sample;
      const of = tally(configurations.map(({ name }) => name));
      const layers = tally(stacks.map(({ stack }) => stack.slice(stack.indexOf('-') + 1)));
      console.log(`planning ${configurations.length} of those accepted (${of})`);
      console.log(`the ${stacks.length} stacks of theirs that differ: ${layers}`);
      const { refusals, unjudged } = await planSample(stacks);
      if (unjudged > 0)
        console.log(
          `${counted(unjudged, 'stack')} planned no further than to a rule about what only an account can tell, such as its zones`,
        );
      if (refusals.length > 0)
        throw new UserError(
          `Terraform or the provider refuses what synthesis accepts:\n\n${refusals.join('\n\n')}\n\n${again} --plan ${plan}`,
        );
      console.log(unjudged === 0 ? 'all planned' : 'all others planned');
      if (configurations.length < plan) console.log(`${plan} were asked for; --runs ${runs} made no more that differ`);
    }),
);
