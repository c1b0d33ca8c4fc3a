import type { EnvironmentName } from '../stacks/names';
import { takeInventory } from './inventory/inventory';
import { overviewLines, resourceLines, usesOf } from './inventory/lines';
import { inventoryCommand } from './inventory/options';
import { runCommand } from './shared/command';
import { root } from './shared/paths';
import { synthesisOrExit } from './shared/synthesis';

runCommand(
  inventoryCommand('list', 'List the layers and components of an environment, or the resources of one component.')
    .argument('[component]', 'a component, such as vpc; all otherwise')
    .action((component: string | undefined, { stack }: { stack: EnvironmentName }) => {
      const inventory = synthesisOrExit(() => takeInventory(stack, root));
      const lines = component ? resourceLines(usesOf(inventory, stack, component)) : overviewLines(inventory);
      console.log(lines.join('\n'));
    }),
);
