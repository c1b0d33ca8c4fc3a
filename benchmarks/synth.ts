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

const emptyNode = node('-e', '0');

/** Resources of the environment that the goal of 2.5 is set for: a network with nothing in it. */
const smallEnvironment = 90;

/** What so many resources may cost, in empty nodes: further ones bring components that are loaded and run first. */
const goalFor = (resources: number): number => 2.5 + (1.0 * Math.max(0, resources - smallEnvironment)) / 100;

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

    const toEmptyNode = async (program: Program, out: string) => {
      const size = sizeOf(inventoryOf(out));
      const name = `ratio to an empty node, ${size} resources`;
      tell({ name, ratio: await ratio(program, emptyNode), goal: goalFor(size) });
    };
    const small = join(folder, 'small');
    const synthSmall = run('benchmarks/small-environment', small);
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(synthSmall);
    await toEmptyNode(synthSmall, small);
    await toEmptyNode(synthDev, dev);

    const underTsx = node('--import', 'tsx', 'scripts/synth.ts', 'dev', '--out', dev);
    tell({ name: 'ratio to the same sources under tsx', ratio: await ratio(synthDev, underTsx), goal: 0.2 });

    const hundred = join(folder, 'hundred');
    const tenOut = join(folder, 'ten');
    const [one, ten] = [manyStacks(1, join(folder, 'one')), manyStacks(10, tenOut)];
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(ten);
    // Of the ten stacks nine are more than what one costs.
    const further = (await ratio(ten, emptyNode)) - (await ratio(one, emptyNode));
    const hundreds = (sizeOf(inventoryOf(tenOut)) * 9) / 10 / 100;
    tell({ name: 'a hundred more resources of the same kinds, in empty nodes', ratio: further / hundreds, goal: 0.3 });
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
    const asDev = peer('dev', dev);
    for (let warmUp = 0; warmUp < 2; warmUp++) await cpuSeconds(asDev.program);
    const versus = (size: number) => `ratio to aws-cdk-lib with the same ${size} resources`;
    tell({ name: versus(asDev.size), ratio: await ratio(synthDev, asDev.program), goal: 0.6 });
    const asHundred = peer('hundred', hundred);
    tell({
      name: `${versus(asHundred.size)} in 100 stacks`,
      ratio: await ratio(many, asHundred.program),
      goal: 0.6,
    });
  } finally {
    await remove();
  }
};
