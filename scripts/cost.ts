import { Option } from 'commander';
import { type EnvironmentName, environmentNames } from '../stacks/names';
import { estimate } from './cost/estimate';
import { comparisonLines, reportLines } from './cost/show/lines';
import { asJson, type Report, report, usageWith } from './cost/show/report';
import { readLayers } from './cost/synthesized/environment';
import type { Usage } from './cost/usage/assumptions';
import { readUsage } from './cost/usage/read';
import { synthesizeEnvironment } from './deployment/environment';
import { collect, outOption } from './deployment/options';
import { paintFor } from './deployment/paint';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { UserError } from './shared/errors';

interface Options {
  readonly set: readonly string[];
  readonly usage?: string;
  readonly compare?: EnvironmentName;
  readonly details: boolean;
  readonly json: boolean;
  readonly out: string;
}

async function reportOf(name: EnvironmentName, given: Partial<Usage>, out: string): Promise<Report> {
  const environment = readLayers(await synthesizeEnvironment(name, out));
  const usage = usageWith(name, given);
  const layers = environment.layers.map((layer) => layer.name);
  return report(estimate(environment, usage), layers, usage, given, Date.now());
}

runCommand(
  command(
    'cost',
    'Estimate what an environment costs a month, from its synthesized JSON, a dated table of prices and what is assumed of its use. No account is asked.',
    { 0: 'it was estimated; what could not be priced is named' },
  )
    .addArgument(environmentArgument())
    .option(
      '--set <name=number>',
      'a quantity that is assumed otherwise, such as nat_gb=50; may be repeated',
      collect,
      [],
    )
    .option('--usage <file>', 'JSON with such quantities, such as {"nat_gb": 50}')
    .addOption(new Option('--compare <environment>', 'another one, to see beside it').choices([...environmentNames]))
    .option('--details', 'every charge of every resource', false)
    .option('--json', 'as JSON, with every charge', false)
    .addOption(outOption())
    .action(async (name: EnvironmentName, { set, usage, compare, details, json, out }: Options) => {
      if (compare === name) throw new UserError(`--compare ${compare}: expected an environment other than ${name}`, 2);
      const given = readUsage(usage, set);
      const made = await reportOf(name, given, out);
      const other = compare && (await reportOf(compare, given, out));
      const paint = paintFor(process.stdout);
      if (json) console.log(JSON.stringify(other ? [made, other].map(asJson) : asJson(made), null, 2));
      else console.log((other ? comparisonLines(made, other, paint) : reportLines(made, paint, details)).join('\n'));
    }),
);
