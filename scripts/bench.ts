import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Argument } from 'commander';
import { benchmarks } from '../benchmarks';
import { documentFile, type Results, sectionOf, withResults } from '../benchmarks/document';
import { type Benchmark, markOf } from '../benchmarks/figure';
import { resultsOf } from '../benchmarks/results';
import { command, runCommand } from './shared/command';
import { root } from './shared/paths';

const list = Object.entries(benchmarks).map(([name, { measures }]) => `  ${name}: ${measures}`);

runCommand(
  command(
    'bench',
    `Measure as ratios, and write ${documentFile}, which says how; fails where a figure is over its goal.`,
    { 0: 'every figure is within its goal', 1: 'at least one line has a ✗' },
  )
    .addArgument(new Argument('[names...]', 'the benchmarks, all by default').choices(Object.keys(benchmarks)))
    .addHelpText('after', `\nBenchmarks:\n${list.join('\n')}`)
    .action(async (names: readonly string[]) => {
      for (const [name, benchmark] of Object.entries(benchmarks)) {
        if (names.length > 0 && !names.includes(name)) continue;
        console.log(`${name}: ${benchmark.measures}`);
        const results = await resultsOf(benchmark, (line) => console.log(line));
        if (!results.figures.every((figure) => markOf(figure) !== '✗')) process.exitCode = 1;
        await write(name, benchmark, results);
      }
    }),
);

/** Writes the section of a benchmark, and leaves the others as they are. */
async function write(name: string, { versions }: Benchmark, results: Results): Promise<void> {
  const file = join(root, documentFile);
  const section = sectionOf(name, results, {
    date: new Date().toISOString().slice(0, 10),
    versions: [`Node.js ${process.versions.node}`, ...(await versions())],
    cores: cpus().length,
  });
  writeFileSync(file, withResults(readFileSync(file, 'utf8'), name, section));
}
