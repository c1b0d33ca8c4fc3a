import { Option } from 'commander';
import { deploy } from './deployment/deploy';
import { collect, layerCommand } from './deployment/options';
import { runCommand } from './shared/command';

interface Options {
  readonly out: string;
  readonly yes: boolean;
  readonly allowDestroy: string[];
  readonly allowRestart: string[];
  readonly settle: boolean;
  readonly to?: string;
}

runCommand(
  layerCommand(
    'deploy',
    'Deploy an environment: validate, plan, show the plan, ask, leave a rollback point, apply. Layers that read others come after them; what is independent goes at the same time.',
    { 0: 'everything is as it should be' },
  )
    .option(
      '--yes',
      'do not ask; what cannot be brought back is not lost all the same, and no database restarts at once',
      false,
    )
    .addOption(
      new Option('--allow-destroy <address>', 'this resource may be destroyed with what it holds; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--allow-restart <address>', 'this database may restart while it is changed; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option(
      '--settle',
      'have the states take over what drift tells and no deployment changes back, also where nothing is to be applied',
      false,
    )
    .option('--to <point>', 'go back to what the deployment of that rollback point applied')
    .action((name: string, layer: string | undefined, options: Options) => deploy({ name, layer, ...options })),
);
