import { checkConfig } from './check-config/check-config';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { tellOn } from './validate/report';

runCommand(
  command(
    'check-config',
    'Check what a deployment needs: tools, configuration, layout, networks, credentials, state backend. Nothing is changed.',
    { 0: 'everything is as it should be', 1: 'at least one line has a ✗' },
  )
    .addArgument(environmentArgument())
    .option('--offline', 'ask no account', false)
    .action(async (name: string, { offline }: { offline: boolean }) => {
      const results = await checkConfig({ name, offline }, tellOn(process.stdout, process.stderr));
      if (results.some(({ status }) => status === 'failed')) process.exitCode = 1;
    }),
);
