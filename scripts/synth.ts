import { Command } from 'commander';
import { main } from '../stacks/main';
import { type EnvironmentName, environmentNames } from '../stacks/synthesize';
import { synthesisOrExit } from './shared/synthesis';

new Command('synth')
  .description('Write the Terraform JSON of the environments; what is applied later is these files, byte for byte.')
  .argument('[environment]', `one of ${environmentNames.join(', ')}`, 'all')
  .option('--out <folder>', 'where to write', 'cdktf.out')
  .action((environment: string, { out }: { out: string }) => {
    const only = environment === 'all' ? undefined : [environment as EnvironmentName];
    const stacks = synthesisOrExit(() => main({ outdir: out, only }));
    for (const stack of stacks) console.log(`${out}/stacks/${stack}/cdk.tf.json`);
  })
  .parse(['node', ...process.argv.slice(1)]);
