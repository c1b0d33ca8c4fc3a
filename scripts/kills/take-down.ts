import { guardedResources } from '../deployment/guards';
import type { Workspace } from '../local/workspace';
import { UserError } from '../shared/errors';

/** Takes an environment down as a person does: where it is guarded, the guards are lifted by the opt-out before. */
export async function takeDown(workspace: Workspace): Promise<void> {
  const { name, layers } = workspace.environment;
  const isGuarded = layers.some((layer) => guardedResources(layer).length > 0);
  const optOut: Readonly<Record<string, string>> = isGuarded ? { GROUNDWORK_ALLOW_DESTROYS: name } : {};
  const must = async (command: string, ...args: readonly string[]) => {
    const { exitCode, stderr } = await workspace.runWith(optOut, command, ...args);
    if (exitCode !== 0) throw new UserError(`${[command, ...args].join(' ')} failed:\n${stderr}`);
  };
  if (isGuarded) await must('deploy', name, '--yes');
  await must('destroy', name, '--yes-destroy', name);
  await must('destroy', name, 'backend', '--yes-destroy', name);
}
