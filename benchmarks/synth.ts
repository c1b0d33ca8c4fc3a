import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onExit } from '../scripts/shared/interrupts';
import { workFolder } from '../scripts/shared/paths';
import type { Benchmark } from './figure';
import { inventoryOf, sizeOf } from './inventory';
import { cpuSeconds, node, type Program, ratio } from './measure';
import { installAwsCdk } from './peer';

const run = (name: string, ...args: readonly string[]): Program => node('scripts/run.cjs', name, ...args);
const manyStacks = (count: number, out: string) => run('benchmarks/many-stacks', String(count), out);

/** The synthesis: against an empty Node.js, against how others do it, and how it grows. */
export const synth: Benchmark = async (tell) => {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, 'bench-'));
  const remove = onExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const dev = join(folder, 'dev');
    const synthDev = run('synth', 'dev', '--out', dev);
    // The first makes the bundle, the second its code cache.
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(synthDev);

    tell({ name: 'ratio to an empty node', ratio: await ratio(synthDev, node('-e', '0')), goal: 2.5 });

    const underTsx = node('--import', 'tsx', 'scripts/synth.ts', 'dev', '--out', dev);
    tell({ name: 'ratio to the same sources under tsx', ratio: await ratio(synthDev, underTsx), goal: 0.2 });

    const hundred = join(folder, 'hundred');
    const [one, ten] = [manyStacks(1, join(folder, 'one')), manyStacks(10, join(folder, 'ten'))];
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(ten);
    tell({ name: '10 stacks to 10 times one', ratio: (await ratio(ten, one)) / 10, goal: 1.1 });
    const many = manyStacks(100, hundred);
    tell({ name: '100 stacks to 10 times ten', ratio: (await ratio(many, ten)) / 10, goal: 1.1 });

    await installAwsCdk();
    const peer = (name: string, from: string): { program: Program; size: number } => {
      const inventory = join(folder, `${name}.json`);
      writeFileSync(inventory, JSON.stringify(inventoryOf(from)));
      const program = run('benchmarks/aws-cdk/app', inventory, join(folder, `aws-cdk-${name}`));
      return { program, size: sizeOf(inventoryOf(from)) };
    };
    const small = peer('dev', dev);
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(small.program);
    const versus = (size: number) => `ratio to aws-cdk-lib with the same ${size} resources`;
    tell({ name: versus(small.size), ratio: await ratio(synthDev, small.program), goal: 0.6 });
    const large = peer('hundred', hundred);
    tell({
      name: `${versus(large.size)} in 100 stacks`,
      ratio: await ratio(many, large.program),
      goal: 0.6,
    });
  } finally {
    await remove();
  }
};
