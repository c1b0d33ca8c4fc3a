import type { EnvironmentName } from '../stacks/names';
import { type ComponentFolder, loadComponents } from './docs/components';
import { takeInventory } from './inventory/inventory';
import { describeLines, usesOf } from './inventory/lines';
import { inventoryCommand } from './inventory/options';
import { runCommand } from './shared/command';
import { root } from './shared/paths';
import { synthesisOrExit } from './shared/synthesis';

runCommand(
  inventoryCommand(
    'describe',
    'Describe a component as an environment has it: settings, the rules that bind there, resources and outputs.',
  )
    .argument('<component>', 'a component, such as vpc')
    .action(async (component: string, { stack }: { stack: EnvironmentName }) => {
      const uses = usesOf(
        synthesisOrExit(() => takeInventory(stack, root)),
        stack,
        component,
      );
      const folder = (await loadComponents(root)).find(({ name }) => name === component) as ComponentFolder;
      console.log(describeLines(uses, folder).join('\n'));
    }),
);
