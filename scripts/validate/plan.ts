import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layer, type SynthesizedEnvironment, synthesizeEnvironment } from '../deployment/environment';
import { restingOn } from '../local/end';
import { clientEnvironment } from '../local/environment';
import { type LocalCloud, startLocalCloud } from '../local/local-cloud';
import { UserError } from '../shared/errors';
import { stackJson } from '../shared/stack-json';
import { startProvider } from '../terraform/provider-server';
import type { PlanFile } from './checkov-plan';
import { initialise } from './terraform-init';

type Variables = Readonly<Record<string, string | undefined>>;

/** All layers have the same provider: one `init` serves them all. */
const KEY = 'plans';

/**
 * Plans every layer of environments on a cloud of this machine, from nothing and without applying any.
 * @param folder for the plans and all that is made on the way
 */
export async function planLocally(
  environments: readonly string[],
  folder: string,
  onProgress: (line: string) => void = () => {},
): Promise<PlanFile[]> {
  mkdirSync(folder, { recursive: true });
  const synthesized = await Promise.all(environments.map((name) => synthesizeEnvironment(name, join(folder, name))));
  const [first] = synthesized;
  if (!first) return [];
  const { accountId, region } = first;
  const cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud'), onProgress });
  try {
    return await restingOn(cloud.ended, async () => {
      const plans: PlanFile[] = [];
      for (const environment of synthesized) {
        onProgress(`planning ${environment.name}`);
        plans.push(...(await planEnvironment(environment, cloud, folder)));
      }
      return plans;
    });
  } finally {
    await cloud.stop();
  }
}

/** One provider serves all layers of an environment, which configure it alike. */
async function planEnvironment(
  { name, accountId, region, layers }: SynthesizedEnvironment,
  { endpoint, ended }: LocalCloud,
  folder: string,
): Promise<PlanFile[]> {
  const own = join(folder, `${name}-plans`);
  mkdirSync(own, { recursive: true });
  // The endpoint is plain HTTP, and a provider that is attached fails on a bundle of certificates.
  const env = clientEnvironment(endpoint, accountId, region, own);
  for (const layer of layers) standAlone(layer.folder);
  const { kept } = await initialise((layers[0] as Layer).folder, KEY);
  const provider = await startProvider(kept, env, join(own, 'provider.log'));
  try {
    const planned = layers.map(async ({ stack, folder: stackFolder }) => {
      const file = join(own, `${stack}.json`);
      writeFileSync(file, await planStack(stack, stackFolder, { ...env, ...provider.environment }, ended));
      return { stack, file };
    });
    // The provider goes when the last has ended, whatever becomes of the others.
    await Promise.allSettled(planned);
    return await Promise.all(planned);
  } finally {
    await provider.stop();
  }
}

/**
 * Lets a stack plan by itself: without a backend, and with the upstream states in a place that only an apply would
 * tell, so that Terraform takes all that they hold for unknown.
 */
export function standAlone(stackFolder: string): void {
  const { data = {} } = stackJson<{
    data?: { terraform_remote_state?: Readonly<Record<string, unknown>> };
  }>(stackFolder);
  const states = Object.keys(data.terraform_remote_state ?? {});
  const unknown = { backend: 'local', config: { path: '${terraform_data.not_applied.id}' } };
  const override = {
    terraform: { backend: { local: {} } },
    ...(states.length > 0 && {
      data: { terraform_remote_state: Object.fromEntries(states.map((name) => [name, unknown])) },
    }),
  };
  writeFileSync(join(stackFolder, 'alone_override.tf.json'), JSON.stringify(override));
  // An override may not add a resource.
  writeFileSync(
    join(stackFolder, 'not_applied.tf.json'),
    JSON.stringify({ resource: { terraform_data: { not_applied: {} } } }),
  );
}

/** A stack's plan as JSON text. */
async function planStack(stack: string, folder: string, env: Variables, abort: AbortSignal): Promise<string> {
  const { call } = await initialise(folder, KEY);
  const plan = await call(['plan', '-input=false', '-no-color', '-lock=false', '-out=tfplan'], env, abort);
  if (plan.exitCode !== 0) throw new UserError(`${stack}: terraform plan failed\n${plan.stderr.trim()}`);
  const shown = await call(['show', '-json', 'tfplan'], env, abort);
  if (shown.exitCode !== 0) throw new UserError(`${stack}: terraform show failed\n${shown.stderr.trim()}`);
  return shown.stdout;
}
