import { join } from 'node:path';
import { synthesizeEnvironment } from '../scripts/deployment/environment';
import { startLocalCloud } from '../scripts/local/local-cloud';
import { withRunFolder } from '../scripts/shared/run-folder';
import { validate as validateHere } from '../scripts/validate/validate';
import { environmentNames } from '../stacks/names';
import { benchmark, type Part } from './figure';
import { FEW_PAIRS, node, type Program, ratios } from './measure';
import { planOfOneRoot } from './plan-one-root';
import { pinnedIn, terraformVersions } from './versions';

const all = '`npm run validate`';
const ofDev = '`npm run validate -- --environment dev`';
const plan = 'one `terraform plan` of dev, the layers as modules of [one root](../benchmarks/plan-one-root.ts)';

/** The whole validation against what would be waited for otherwise: one plan of one environment. */
export const validate = benchmark({
  measures: 'what all checks that need no account take, against a single terraform plan of dev',
  figures: {
    devCpu: { name: 'all checks of dev, CPU', runs: ofDev, against: plan, goal: 1.5 },
    devWall: { name: 'all checks of dev, by the clock', runs: ofDev, against: plan, goal: 1.5 },
    allCpu: { name: 'all checks of the three environments, CPU', runs: all, against: plan, goal: 3 },
    allWall: { name: 'all checks of the three environments, by the clock', runs: all, against: plan, goal: 3 },
  },
  splits: { all: `${all}, each check by the clock, of the whole; they go at the same time` },
  versions: async () => [...(await terraformVersions()), ...pinnedIn('scripts/python/checkov.txt', ['checkov'])],
  run: (tell) =>
    withRunFolder(async (folder) => {
      const dev = await synthesizeEnvironment('dev', folder);
      const { accountId, region } = dev;
      const cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
      try {
        const planned = await planOfOneRoot(dev, folder, cloud.endpoint);
        const validated = (...args: readonly string[]): Program => node('scripts/run.cjs', 'validate', ...args);
        const ofOne = await ratios(validated('--environment', 'dev'), planned, FEW_PAIRS);
        tell.figure('devCpu', ofOne.cpu);
        tell.figure('devWall', ofOne.wall);
        const ofAll = await ratios(validated(), planned, FEW_PAIRS);
        tell.figure('allCpu', ofAll.cpu);
        tell.figure('allWall', ofAll.wall);
      } finally {
        await cloud.stop();
      }
      tell.split('all', await partsOfAll());
    }),
});

async function partsOfAll(): Promise<Part[]> {
  const start = performance.now();
  const ignore = { onProgress: () => {}, onResult: () => {} };
  const checks = await validateHere({ environments: environmentNames, plan: false }, ignore);
  const seconds = (performance.now() - start) / 1000;
  return checks.map((check) => ({ name: check.title, share: check.seconds / seconds }));
}
