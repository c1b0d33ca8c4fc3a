/** A command that applies a plan as a deployment does, with the Terraform of the PATH: `interrupted <folder>`. */
import { tellingOfInterrupts } from '../../scripts/deployment/apply';
import { command, runCommand } from '../../scripts/shared/command';
import { Terraform } from '../../scripts/terraform/terraform';

runCommand(
  command('interrupted', 'Apply a plan.')
    .argument('<folder>')
    .action(async (folder: string) => {
      const layer = { name: 'network', stack: 'dev-network', folder, upstream: [] };
      const terraform = new Terraform({ folder, name: layer.stack, env: {}, interrupt: 'forward' });
      await tellingOfInterrupts([layer], 'npm run deploy -- dev', () => terraform.apply('tfplan'));
    }),
);
