import { Drill } from '../scripts/drill/steps';
import type { Step } from '../scripts/shared/progress';
import { benchmark, type Part, withOther } from './figure';
import { pinnedIn, terraformVersions } from './versions';

const command = '`npm run drill -- dev`';
const layers = 'what each layer takes from its `init` to the end of its `apply`, added up';

/** The drill of dev, from nothing to nothing: its time against that of its layers, and how much of it is ours. */
export const drill = benchmark({
  measures: 'what the drill of dev takes by the clock against the sum of its layers, and how much of that is ours',
  figures: {
    apply: {
      name: 'layers applied at the same time, to one after the other',
      runs: `the backend and all layers of ${command}`,
      against: layers,
      goal: 1,
    },
    whole: { name: 'the whole drill to its layers', runs: command, against: layers, goal: 1.5 },
    own: {
      name: 'our own CPU to the time of the drill',
      runs: `CPU of the process of ${command}, the endpoint of its cloud and its Secrets Manager included`,
      against: 'the drill by the clock',
      goal: 0.1,
    },
  },
  splits: {
    steps: `${command}, by the clock, each step that takes a hundredth or more`,
    waits:
      'the slowest resource of each layer, of what the layer takes: one or a few calls, and the waits of the provider',
  },
  versions: async () => [
    ...(await terraformVersions()),
    ...pinnedIn('scripts/python/emulators.txt', ['moto', 'ministack']),
  ],
  run: async (tell) => {
    const made = new Drill('dev');
    const before = process.cpuUsage();
    const up = await timed(made, made.up());
    const { results } = made;
    const down = await timed(made, made.down());
    const { user, system } = process.cpuUsage(before);
    const steps = [...up, ...down];
    const whole = sum(steps, ({ seconds }) => seconds);
    const ofLayers = sum(results, ({ seconds }) => seconds);
    const applying = ['Bootstrap the state backend', 'Apply the layers'];
    const applied = steps.filter(({ title }) => applying.includes(title));
    if (applied.length !== applying.length) throw new Error(`a drill has no longer the steps ${applying.join(', ')}`);
    tell.figure('apply', sum(applied, ({ seconds }) => seconds) / ofLayers);
    tell.figure('whole', whole / ofLayers);
    tell.figure('own', (user + system) / 1e6 / whole);
    tell.split(
      'steps',
      withOther(
        steps
          .map(({ title, seconds }) => ({ name: title, share: seconds / whole }))
          .filter(({ share }) => share >= 0.005),
      ),
    );
    tell.split('waits', results.flatMap(slowest));
  },
});

interface Timed {
  readonly title: string;
  readonly seconds: number;
}

async function timed(made: Drill, steps: readonly Step[]): Promise<Timed[]> {
  const times: Timed[] = [];
  for (const step of steps) {
    const start = performance.now();
    await made.run([step]);
    times.push({ title: step.title, seconds: (performance.now() - start) / 1000 });
  }
  return times;
}

function slowest({ layer, seconds, resources }: Drill['results'][number]): Part[] {
  const [first] = resources.toSorted((a, b) => b.seconds - a.seconds);
  return first ? [{ name: `${layer}: \`${first.address}\``, share: first.seconds / seconds }] : [];
}

const sum = <Each>(all: readonly Each[], of: (each: Each) => number): number =>
  all.reduce((total, each) => total + of(each), 0);
