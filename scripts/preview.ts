import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { sampleFunctions } from '../stacks/functions';
import { main } from '../stacks/main';
import type { EnvironmentName } from '../stacks/names';
import { page } from './preview/page';
import { dashboardsOf } from './preview/stacks';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { counted } from './shared/counted';
import { UserError } from './shared/errors';
import { workFolder } from './shared/paths';
import { stackJson } from './shared/stack-json';
import { synthesisOrExit } from './shared/synthesis';

runCommand(
  command('preview', 'Draw every dashboard of an environment as a page, before any of them exists.', {
    0: 'the page is there',
  })
    .addArgument(environmentArgument())
    .option('--out <file>', 'where to write (default: .groundwork/preview/<environment>.html)')
    .action((environment: EnvironmentName, { out }: { out?: string }) => {
      const file = out ? resolve(out) : join(workFolder, 'preview', `${environment}.html`);
      const outdir = join(workFolder, 'preview', 'synthesized');
      const stacks = synthesisOrExit(() => main(sampleFunctions, { outdir, only: [environment] }));
      const dashboards = stacks.flatMap((stack) => dashboardsOf(stackJson(join(outdir, 'stacks', stack))));
      if (dashboards.length === 0)
        throw new UserError(
          `${environment} has no dashboards; switch one on in stacks/${environment}.ts, for example create_infrastructure_dashboard`,
        );
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, page(environment, dashboards));
      console.log(`${counted(dashboards.length, 'dashboard')} of ${environment}: ${relative(process.cwd(), file)}`);
    }),
);
