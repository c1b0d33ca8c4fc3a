import { destroy } from './deployment/destroy';
import { layerCommand } from './deployment/options';
import { runCommand } from './shared/command';

runCommand(
  layerCommand(
    'destroy',
    'Destroy an environment, what reads others before those; its state backend only when it is named, and everything else is gone. Guarded environments refuse: the message names the opt-out.',
    { 0: 'it is gone' },
  )
    .option('--yes-destroy <environment>', 'do not ask; the name of the environment once more')
    .action((name: string, layer: string | undefined, options: { out: string; yesDestroy?: string }) =>
      destroy({ name, layer, ...options }),
    ),
);
