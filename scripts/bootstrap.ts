import { outOption } from './deployment/options';
import { runBootstrap } from './deployment/run-bootstrap';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';

runCommand(
  command(
    'bootstrap',
    'Make the state backend of an environment, once for each: the bucket of its Terraform states, their key and lock table. Interrupted, it goes on from there when it is run again.',
    { 0: 'the backend is there' },
  )
    .addArgument(environmentArgument())
    .addOption(outOption())
    .action((name: string, { out }: { out: string }) => runBootstrap({ name, out })),
);
