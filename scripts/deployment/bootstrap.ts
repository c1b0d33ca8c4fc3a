import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../shared/errors';
import { resourceAddresses, stackJson } from '../shared/stack-json';
import type { Changes, Event } from '../terraform/events';
import type { Terraform } from '../terraform/terraform';
import type { Layer } from './environment';
import { backendOf, type StateStore } from './state-store';

export interface BootstrapOptions {
  readonly layer: Layer;
  readonly terraform: Terraform;
  readonly store: StateStore;
  /** File of the state until the bucket is there; what an interrupted bootstrap goes on from. */
  readonly localState: string;
  /** Called when the stack is initialised: from now on a provider is there. */
  readonly onInit?: () => Promise<Terraform>;
  readonly onEvent?: (event: Event) => void;
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
  if (!moved && !existsSync(localState) && (await store.bucketExists(layer))) throw lostState(layer, localState);

  if (!moved) useLocalState(layer, localState);
  await options.terraform.init('-reconfigure');
  const terraform = (await options.onInit?.()) ?? options.terraform;
  let changes: Changes = { add: 0, change: 0, remove: 0 };
  if (!moved) {
    const targets = resourceAddresses(stackJson(layer.folder)).filter(
      (address) => !later.some((type) => address.startsWith(`${type}.`)),
    );
    ({ changes } = await terraform.applyNow(options.onEvent, targets));
    useBucket(layer);
    await terraform.init('-migrate-state', '-force-copy');
  }
  for (const file of [localState, `${localState}.backup`]) rmSync(file, { force: true });
  return changes;
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
