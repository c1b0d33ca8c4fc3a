import { drift } from './deployment/drift';
import { FOUND } from './deployment/exit-codes';
import { layerCommand } from './deployment/options';
import { runCommand } from './shared/command';

runCommand(
  layerCommand('drift', 'Tell what was changed outside of Terraform since the last deployment; nothing is changed.', {
    0: 'everything is as the states say',
    [FOUND]: 'something differs',
  }).action(async (name: string, layer: string | undefined, { out }: { out: string }) => {
    if (await drift({ name, layer, out })) process.exitCode = FOUND;
  }),
);
