import { FOUND } from './deployment/exit-codes';
import { layerCommand } from './deployment/options';
import { plan } from './deployment/plan';
import { runCommand } from './shared/command';

runCommand(
  layerCommand('plan', 'Show what a deployment would change; nothing is changed.', {
    0: 'there is nothing to change',
    [FOUND]: 'changes are pending, or a layer could not be planned because one that it reads was not applied yet',
  }).action(async (name: string, layer: string | undefined, { out }: { out: string }) => {
    if (await plan({ name, layer, out })) process.exitCode = FOUND;
  }),
);
