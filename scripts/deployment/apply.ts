import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hasFailed, tell } from '../shared/command';
import { interrupted, onExit, onInterrupt } from '../shared/interrupts';
import { root } from '../shared/paths';
import type { Event } from '../terraform/events';
import type { Deployment } from './deployment';
import type { Layer } from './environment';
import type { LayerPlan } from './plan-layer';
import { journaled } from './unsaved/journaled';
import { besideState } from './unsaved/place';

/** Reports each resource that is done, and how many those are. */
const following = (report: (line: string) => void, total: number) => {
  let done = 0;
  return ({ type, hook }: Event) => {
    if (type === 'apply_complete') report(`${++done} of ${total} done, the last ${hook?.resource?.addr}`);
  };
};

/** Applies a plan just as it was shown. */
export async function applyPlan(
  deployment: Deployment,
  { layer, summary, file, takenOver }: LayerPlan,
  report: (line: string) => void,
): Promise<string> {
  const { store } = deployment;
  const made = summary.changes.filter(({ action }) => action === 'create' || action === 'replace');
  const toMake = new Map(
    made.map(({ address, before }) => [address, before.id === undefined ? undefined : String(before.id)]),
  );
  const follow = following(report, summary.changes.length);
  let kept = '';
  const { changes } = await journaled(
    { place: besideState(store, layer), toMake, left: takenOver?.left, saved: () => store.resources(layer) },
    (note) =>
      deployment.terraform(layer).apply(file, (event) => {
        note(event);
        follow(event);
      }),
    (why) => {
      kept = `; its journal is still there, and is looked at by the next run: ${why}`;
    },
  );
  return `${changes.add} added, ${changes.change} changed, ${changes.remove} destroyed${kept}`;
}

/**
 * Does work that changes an account. Where it is interrupted it is told what becomes of the states and their locks.
 * @param again the command that goes on from there
 */
export async function tellingOfInterrupts<T>(
  layers: readonly Layer[],
  again: string,
  work: () => Promise<T>,
): Promise<T> {
  const forget = onInterrupt(async (signal) => {
    console.error(
      `\n${signal}: Terraform was told to come to an end: it finishes the resources that it has begun, saves the state and releases the lock.\nThat can take minutes. To interrupt again ends it at once: then the state misses what was just made, and the lock stays.`,
    );
  });
  const working = work();
  const tellEnd = onExit(async () => {
    if (!interrupted()) return;
    const [end] = await Promise.allSettled([working]);
    if (end.status === 'rejected') tell(end.reason);
    for (const line of endLines(layers, again, end.status === 'rejected' && hasFailed(end.reason))) console.error(line);
  });
  try {
    return await working;
  } finally {
    forget();
    if (!interrupted()) await tellEnd();
  }
}

/**
 * What is told once Terraform has come to its end.
 * @param failed whether it has told of anything but the interrupt
 */
function endLines(layers: readonly Layer[], again: string, failed: boolean): string[] {
  const unsaved = layers.filter(({ folder }) => existsSync(join(folder, 'errored.tfstate')));
  if (unsaved.length > 0)
    return unsaved.map(
      ({ stack, folder }) =>
        `${stack}: the state of what was applied could not be saved; it is in ${relative(root, join(folder, 'errored.tfstate'))}. Do not delete it: ${again} says how to bring it back.`,
    );
  return [
    failed
      ? 'Terraform has ended, with the faults above: what was applied may be in no state, and a lock may be held still. What is to be done about that is told when you go on.'
      : 'Terraform has ended; what was applied is in the states, and the locks are released.',
    `To go on: ${again}`,
  ];
}
