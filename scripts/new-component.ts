import { writeComponent } from './new-component/write';
import { command, runCommand } from './shared/command';
import { root } from './shared/paths';

runCommand(
  command('new-component', 'Write the folder of a component, with a test that fails until it is made of something.', {
    0: 'it is there',
  })
    .argument('<name>', 'what it is, such as log-bucket')
    .action((name: string) => {
      for (const file of writeComponent(root, name)) console.log(file);
      console.log(
        [
          '',
          `Next: say in components/${name} what it is, then`,
          `  npx vitest run --project unit components/${name}   one test fails: the inventory`,
          '  npm run docs   fills in the tables of its README',
          `  npx vitest run --project unit tests/contract -t "'${name}'"   what every component must have`,
        ].join('\n'),
      );
    }),
);
