import { InvalidArgumentError, Option } from 'commander';
import { calendar, reaches } from './backups/calendar';
import { DAY_MS } from './backups/cron';
import { planLines } from './backups/draw';
import { type Plan, readPlans } from './backups/plan';
import { synthesizeEnvironment } from './deployment/environment';
import { outOption } from './deployment/options';
import { paintFor } from './deployment/paint';
import { environmentArgument } from './shared/arguments';
import { command, runCommand } from './shared/command';
import { UserError } from './shared/errors';

const YEAR_DAYS = 365;

interface Options {
  readonly from: number;
  readonly out: string;
  readonly json: boolean;
}

/** Midnight of a day, UTC. */
function midnight(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(time) || !new Date(time).toISOString().startsWith(date))
    throw new InvalidArgumentError(`expected a day such as 2027-01-31, found ${JSON.stringify(date)}`);
  return time;
}

const asJson = (plans: readonly Plan[], from: number) =>
  plans.map(({ name, stack, rules }) => ({
    name,
    stack,
    rules: rules.map(({ schedule, ...rule }) => rule),
    reaches: reaches(rules, from).map(({ gap, ...reach }) => ({ ...reach, gapHours: gap / 3600_000 })),
    days: calendar(rules, from, YEAR_DAYS),
  }));

runCommand(
  command(
    'backups',
    'Show for a year which recovery points of an environment exist on which day, and what is lost at worst.',
    { 0: 'it was shown' },
  )
    .addArgument(environmentArgument())
    .addOption(
      new Option('--from <day>', 'the first day of backups, such as 2027-01-31; today otherwise').argParser(midnight),
    )
    .option('--json', 'as JSON, day by day', false)
    .addOption(outOption())
    .action(async (name: string, { from = Math.floor(Date.now() / DAY_MS) * DAY_MS, out, json }: Options) => {
      const plans = readPlans((await synthesizeEnvironment(name, out)).layers);
      if (plans.length === 0)
        throw new UserError(
          `${name} has no backup plan: nothing is backed up by AWS Backup.\n  fix: set enable_backup_vault to true in stacks/${name}.ts`,
        );
      const paint = paintFor(process.stdout);
      const lines = plans.flatMap((plan) => [...planLines(plan, from, YEAR_DAYS, paint), '']);
      console.log(json ? JSON.stringify(asJson(plans, from), null, 2) : lines.slice(0, -1).join('\n'));
    }),
);
