import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { resourceAddresses, stackJson } from '../shared/stack-json';
import type { Changes, Event } from '../terraform/events';
import type { Terraform } from '../terraform/terraform';
import type { Layer } from './environment';
import { readState, type StateResource, stateResources } from './state-resources';
import { backendOf, type StateStore } from './state-store';
import { journaled } from './unsaved/journaled';
import { inFolder } from './unsaved/place';
import type { TakenOver } from './unsaved/report';
import { forgetImports, takeOver } from './unsaved/take-over';

export interface BootstrapOptions {
  readonly layer: Layer;
  readonly terraform: Terraform;
  readonly store: StateStore;
  /** File of the state until the bucket is there; what an interrupted bootstrap goes on from. */
  readonly localState: string;
  /** Called when the stack is initialised: from now on a provider is there. */
  readonly onInit?: () => Promise<Terraform>;
  readonly onEvent?: (event: Event) => void;
  /** Called with what an earlier bootstrap has made and not saved, before it is taken over. */
  readonly onTakenOver?: (takenOver: TakenOver) => void;
}

/** What no state needs to be kept safely, and the provider waits a minute for it to settle. */
const later = ['aws_s3_bucket_lifecycle_configuration'];

/**
 * Makes what a state needs, and moves the backend's own state into the bucket that it made. From then on the backend is
 * a layer like any other: what is left of it is applied as such. Run again, it does nothing; interrupted, it goes on
 * where it was.
 * @returns what was made
 */
export async function bootstrap(options: BootstrapOptions): Promise<Changes> {
  const { layer, store, localState } = options;
  const moved = await store.hasState(layer);
  const begun = holdsState(localState) || (await inFolder(journalFolder(localState)).list()).length > 0;
  if (!moved && !begun && (await store.bucketExists(layer))) throw lostState(layer, localState);

  if (!moved) useLocalState(layer, localState);
  await options.terraform.init('-reconfigure');
  const terraform = (await options.onInit?.()) ?? options.terraform;
  let changes: Changes = { add: 0, change: 0, remove: 0 };
  if (!moved) {
    const targets = resourceAddresses(stackJson(layer.folder)).filter(
      (address) => !later.some((type) => address.startsWith(`${type}.`)),
    );
    changes = await applyTargets({ ...options, terraform }, targets);
    useBucket(layer);
    await terraform.init('-migrate-state', '-force-copy');
  }
  forgetBootstrap(localState);
  return changes;
}

/** Where the journals of a bootstrap are until there is a bucket. */
const journalFolder = (localState: string) => localState.replace(/(\.tfstate)?$/, '.unsaved');

/** Deletes what a bootstrap goes on from: its end was reached. */
export function forgetBootstrap(localState: string): void {
  for (const each of [localState, `${localState}.backup`, journalFolder(localState)])
    rmSync(each, { force: true, recursive: true });
}

/** Whether a file has a state: Terraform locks it, and so makes it, before it writes the first one into it. */
export const holdsState = (file: string): boolean => existsSync(file) && statSync(file).size > 0;

const resourcesIn = (localState: string): StateResource[] =>
  holdsState(localState) ? stateResources(readState(readFileSync(localState, 'utf8'), relative(root, localState))) : [];

/** The local state is saved after each resource: what is missing in it is what was on its way when Terraform ended. */
async function applyTargets(options: BootstrapOptions, targets: readonly string[]): Promise<Changes> {
  const { layer, terraform, localState, onEvent, onTakenOver } = options;
  const place = inFolder(journalFolder(localState));
  const saved = () => resourcesIn(localState);
  const before = saved();
  const file = `${localState}.tfplan`;
  forgetImports(layer);
  try {
    const takenOver = await takeOver({
      layer,
      place,
      states: async () => ({
        own: before,
        all: before,
        ids: new Set(before.map(({ attributes }) => String(attributes.id))),
      }),
      plan: async () => {
        await terraform.plan({ out: file, args: targets.map((address) => `-target=${address}`) });
        return terraform.show(file);
      },
    });
    if (takenOver) onTakenOver?.(takenOver);
    const missing = targets.filter((address) => !before.some((each) => each.address === address));
    const toMake = new Map(missing.map((address) => [address, undefined]));
    const { changes } = await journaled(
      { place, toMake, left: takenOver?.left, saved: async () => saved() },
      (note) =>
        terraform.applyNow((event) => {
          note(event);
          onEvent?.(event);
        }, targets),
      // Whatever could not be deleted is deleted, or told, when the bootstrap has come to its end.
      () => {},
    );
    return changes;
  } finally {
    forgetImports(layer);
    rmSync(file, { force: true });
  }
}

/** Takes the state of the backend out of the bucket again, so that the bucket itself can be destroyed. */
export async function moveStateHome(layer: Layer, terraform: Terraform, localState: string): Promise<void> {
  useLocalState(layer, localState);
  await terraform.init('-migrate-state', '-force-copy');
}

/** Goes on with a state that was taken out of the bucket before. */
export async function useStateAtHome(layer: Layer, terraform: Terraform, localState: string): Promise<void> {
  useLocalState(layer, localState);
  await terraform.init('-reconfigure');
}

const overrideFile = (layer: Layer) => join(layer.folder, 'backend_override.tf.json');

function useLocalState(layer: Layer, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(overrideFile(layer), JSON.stringify({ terraform: { backend: { local: { path } } } }));
}

const useBucket = (layer: Layer) => rmSync(overrideFile(layer));

/** Takes away what a bootstrap that was interrupted has left beside a layer's JSON. */
export const forgetLocalState = (layer: Layer): void => rmSync(overrideFile(layer), { force: true });

const lostState = (layer: Layer, localState: string) =>
  new UserError(
    [
      `${layer.stack}: bucket ${backendOf(layer).bucket} is there, but it holds no state of the backend, and neither is there a ${localState}.`,
      '  It was made by somebody else, or a bootstrap on another machine was interrupted.',
      '  fix: end that bootstrap on that machine, or bring its state file here; or, if nothing uses the bucket, delete it with its key alias and lock table',
    ].join('\n'),
  );
