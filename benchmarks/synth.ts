import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRunFolder } from '../scripts/shared/run-folder';
import { benchmark, type Part, type Told, withOther } from './figure';
import { inventoryOf, sizeOf } from './inventory';
import { cost, FEW_PAIRS, median, node, type Program, ratio, warmUp } from './measure';
import { installPeer } from './peers';
import { packagesIn } from './versions';

/** Resources of the environment that the goal of 2.5 is set for: a network with nothing in it. */
const smallEnvironment = 90;

/** What so many resources may cost, in empty nodes: further ones bring components that are loaded and run first. */
const goalFor = (resources: number): number => 2.5 + (1.0 * Math.max(0, resources - smallEnvironment)) / 100;

const ofDev = '`npm run synth -- dev`';
const emptyNode = '`node -e 0`';
const manyLayers = '[network layers](../benchmarks/many-stacks.ts)';
const cdkApp = 'an [app](../benchmarks/aws-cdk/app.ts) of aws-cdk-lib with the same resources';

const figures = {
  small: {
    name: 'ratio to an empty node, a network alone',
    runs: 'an [environment](../benchmarks/small-environment.ts) that has a network and nothing in it',
    against: emptyNode,
    goal: goalFor,
  },
  dev: { name: 'ratio to an empty node, dev', runs: ofDev, against: emptyNode, goal: goalFor },
  hundredMore: {
    name: 'a hundred more resources of the same kinds, in empty nodes',
    runs: `ten ${manyLayers} less one, for each hundred resources`,
    against: emptyNode,
    goal: 0.3,
  },
  tsx: {
    name: 'ratio to the same sources under tsx',
    runs: ofDev,
    against: '`node --import tsx scripts/synth.ts dev`, its own cache warm',
    goal: 0.2,
  },
  template: {
    name: "ratio to the same sources as cdktf's template starts them",
    runs: ofDev,
    against: '`ts-node main.ts`, which checks the types at each start',
    goal: 0.05,
  },
  templateRoot: {
    name: 'the same, with the provider imported as a whole',
    runs: ofDev,
    against: "`ts-node main.ts` that imports `'@cdktf/provider-aws'`",
    goal: 0.02,
  },
  ten: { name: '10 stacks to 10 times one', runs: `ten ${manyLayers}`, against: 'one', goal: 1.1 },
  hundred: { name: '100 stacks to 10 times ten', runs: `a hundred ${manyLayers}`, against: 'ten', goal: 1.1 },
  fiveHundred: {
    name: '500 stacks to 5 times a hundred',
    runs: `five hundred ${manyLayers}`,
    against: 'a hundred',
    goal: 1.1,
  },
  cdk: { name: 'ratio to aws-cdk-lib, dev', runs: ofDev, against: cdkApp, goal: 0.6 },
  cdkHundred: {
    name: 'ratio to aws-cdk-lib, 100 stacks',
    runs: `a hundred ${manyLayers}`,
    against: cdkApp,
    goal: 0.6,
  },
};
const splits = { dev: `${ofDev}, by the CPU of each part` };
type Tell = Told<keyof typeof figures, keyof typeof splits>;

const run = (name: string, ...args: readonly string[]): Program => node('scripts/run.cjs', name, ...args);
const empty = node('-e', '0');

/** The synthesis: against an empty Node.js, against how others do it, and how it grows. */
export const synth = benchmark({
  measures: 'what a synthesis costs against an empty Node.js and against others, and how it grows',
  figures,
  splits,
  versions: async () => [
    ...packagesIn('package.json', ['cdktf', 'tsx']),
    ...packagesIn('benchmarks/cdktf/package.json', ['ts-node', 'typescript']),
    ...packagesIn('benchmarks/aws-cdk/package.json', ['aws-cdk-lib']),
  ],
  run: (tell) =>
    withRunFolder(async (folder) => {
      const dev = join(folder, 'dev');
      const synthDev = run('synth', 'dev', '--out', dev);
      await againstEmptyNode(tell, folder, synthDev, dev);
      tell.split('dev', await partsOfDev(folder));
      await againstOtherStarts(tell, folder, synthDev, dev);
      const hundred = await growth(tell, folder);
      await againstAwsCdk(tell, folder, { dev: synthDev, hundred });
    }),
});

async function againstEmptyNode(tell: Tell, folder: string, synthDev: Program, dev: string): Promise<void> {
  const small = join(folder, 'small');
  const synthSmall = run('benchmarks/small-environment', small);
  await warmUp(synthSmall, synthDev);
  tell.figure('small', await ratio(synthSmall, empty), sizeOf(inventoryOf(small)));
  tell.figure('dev', await ratio(synthDev, empty), sizeOf(inventoryOf(dev)));
}

/** What the parts of a synthesis take of the whole process, each the median of five. */
async function partsOfDev(folder: string): Promise<Part[]> {
  const file = join(folder, 'parts.json');
  const program = run('benchmarks/synth-parts', join(folder, 'parts'), file);
  await warmUp(program);
  const runs: Readonly<Record<'started' | 'loaded' | 'built' | 'checked' | 'written' | 'all', number>>[] = [];
  for (let time = 0; time < 5; time++) {
    const started = (await cost(empty)).cpu;
    const all = (await cost(program)).cpu;
    runs.push({ started, all, ...JSON.parse(readFileSync(file, 'utf8')) });
  }
  const share = (of: (each: (typeof runs)[number]) => number) => median(runs.map((each) => of(each) / each.all));
  return withOther([
    { name: 'an empty Node.js, start and end', share: share(({ started }) => started) },
    { name: 'bundle and modules loaded', share: share(({ started, loaded }) => loaded - started) },
    { name: 'constructs made', share: share(({ built }) => built) },
    { name: 'rules checked', share: share(({ checked }) => checked) },
    { name: 'references resolved, JSON written', share: share(({ written }) => written) },
  ]);
}

async function againstOtherStarts(tell: Tell, folder: string, synthDev: Program, dev: string): Promise<void> {
  tell.figure('tsx', await ratio(synthDev, node('--import', 'tsx', 'scripts/synth.ts', 'dev', '--out', dev)));
  const peer = await installPeer('cdktf');
  const modules = join(peer, 'node_modules');
  const template = (main: string): Program => ({
    ...node(
      join(modules, 'ts-node', 'dist', 'bin.js'),
      ...['--project', join(peer, 'tsconfig.json'), '--compiler', join(modules, 'typescript')],
      main,
    ),
    env: { CDKTF_OUTDIR: join(folder, 'template') },
  });
  const main = join(peer, 'main.ts');
  tell.figure('template', await ratio(synthDev, template(main), FEW_PAIRS));
  const wholeProvider = join(folder, 'whole-provider.ts');
  const imported = ['@cdktf/provider-aws', join(peer, 'main')];
  writeFileSync(wholeProvider, imported.map((each) => `import ${JSON.stringify(each)};\n`).join(''));
  tell.figure('templateRoot', await ratio(synthDev, template(wholeProvider), FEW_PAIRS));
}

/** @returns a hundred stacks, as they are synthesized into `hundred` of the folder */
async function growth(tell: Tell, folder: string): Promise<Program> {
  const stacks = (count: number, name: string) => run('benchmarks/many-stacks', String(count), join(folder, name));
  const [one, ten, hundred] = [stacks(1, 'one'), stacks(10, 'ten'), stacks(100, 'hundred')];
  await warmUp(ten);
  // Of the ten stacks nine are more than what one costs.
  const further = (await ratio(ten, empty)) - (await ratio(one, empty));
  const hundreds = (sizeOf(inventoryOf(join(folder, 'ten'))) * 9) / 10 / 100;
  tell.figure('hundredMore', further / hundreds);
  tell.figure('ten', (await ratio(ten, one)) / 10);
  tell.figure('hundred', (await ratio(hundred, ten)) / 10);
  tell.figure('fiveHundred', (await ratio(stacks(500, 'five-hundred'), hundred, FEW_PAIRS)) / 5);
  return hundred;
}

async function againstAwsCdk(tell: Tell, folder: string, ours: { dev: Program; hundred: Program }): Promise<void> {
  await installPeer('aws-cdk');
  for (const [name, key] of [['dev', 'cdk'] as const, ['hundred', 'cdkHundred'] as const]) {
    const made = inventoryOf(join(folder, name));
    const inventory = join(folder, `${name}.json`);
    writeFileSync(inventory, JSON.stringify(made));
    const app = run('benchmarks/aws-cdk/app', inventory, join(folder, `aws-cdk-${name}`));
    await warmUp(app);
    tell.figure(key, await ratio(ours[name], app), sizeOf(made));
  }
}
