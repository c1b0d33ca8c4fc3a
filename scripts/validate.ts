import { Option } from 'commander';
import { environmentNames } from '../stacks/names';
import { command, runCommand } from './shared/command';
import { refuseSkipped, tellOn } from './validate/report';
import { validate } from './validate/validate';

runCommand(
  command(
    'validate',
    'Check the synthesized Terraform of every environment; nothing is deployed and no account is needed.',
    {
      0: 'every check passed, or could not be made here, which is told, and fails with --strict',
      1: 'at least one line has a ✗',
    },
  )
    .addOption(
      new Option('--environment <names...>', 'only these environments')
        .choices(environmentNames)
        .default([...environmentNames], 'all'),
    )
    .option('--plan', 'plan on a local cloud, and scan the plans too, which finds more and takes minutes', false)
    .option('--strict', 'fail where a check could not be made here, such as one whose tool is absent', false)
    .action(async ({ environment, plan, strict }: { environment: string[]; plan: boolean; strict: boolean }) => {
      const listener = tellOn(process.stdout, process.stderr);
      const results = await validate({ environments: environment, plan }, listener);
      if (results.some(({ status }) => status === 'failed')) process.exitCode = 1;
      if (strict) refuseSkipped(results);
    }),
);
