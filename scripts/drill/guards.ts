import { join } from 'node:path';
import { type Layer, synthesizeEnvironment } from '../deployment/environment';
import { guardedResources } from '../deployment/guards';
import { UserError } from '../shared/errors';
import type { DrillSession } from './session';

/** True where the stack's JSON forbids Terraform to destroy something. */
export const isGuarded = (layer: Layer): boolean => guardedResources(layer).length > 0;

/** Shows that a guarded layer cannot be destroyed. @throws UserError when it can */
export async function proveGuard(session: DrillSession, layer: Layer): Promise<void> {
  const refusal = await session
    .terraform(layer)
    .plan({ args: ['-destroy'] })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  if (!(refusal instanceof UserError)) throw new UserError(`${layer.stack}: a plan to destroy it is not refused`);
  if (!/prevent_destroy/.test(refusal.message)) throw refusal;
}

/** Takes the guards off as a person would, by the opt-out of the configuration, and applies that. */
export async function releaseGuards(session: DrillSession): Promise<void> {
  const { name, layers } = session.environment;
  await synthesizeEnvironment(name, join(session.folder, 'synthesized'), { GROUNDWORK_ALLOW_DESTROYS: name });
  for (const layer of layers) await session.terraform(layer).applyNow();
}
