import { Argument } from 'commander';
import { type Benchmark, describe, isMet } from '../benchmarks/figure';
import { lambdaLoad } from '../benchmarks/lambda-load';
import { synth } from '../benchmarks/synth';
import { command, runCommand } from './shared/command';

/** Every benchmark, with what it measures. */
const benchmarks: Readonly<Record<string, { readonly measures: string; readonly run: Benchmark }>> = {
  synth: {
    measures: 'what a synthesis costs against an empty Node.js and against others, and how it grows',
    run: synth,
  },
  'lambda-load': {
    measures: 'what the rotation function costs to load against an empty Node.js and against Python',
    run: lambdaLoad,
  },
};

const list = Object.entries(benchmarks).map(([name, { measures }]) => `  ${name}: ${measures}`);

runCommand(
  command('bench', 'Measure CPU as ratios; fails where one is over its goal. benchmarks/README.md says how.')
    .addArgument(new Argument('[names...]', 'the benchmarks, all by default').choices(Object.keys(benchmarks)))
    .addHelpText('after', `\nBenchmarks:\n${list.join('\n')}`)
    .action(async (names: readonly string[]) => {
      const chosen = names.length > 0 ? names : Object.keys(benchmarks);
      for (const [name, { measures, run }] of Object.entries(benchmarks)) {
        if (!chosen.includes(name)) continue;
        console.log(`${name}: ${measures}`);
        await run((figure) => {
          console.log(describe(figure));
          if (!isMet(figure)) process.exitCode = 1;
        });
      }
    }),
);
