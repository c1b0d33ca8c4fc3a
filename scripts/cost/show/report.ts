import type { EnvironmentName } from '../../../stacks/names';
import { services } from '../charge';
import { type Estimate, type Line, sum } from '../estimate';
import { PRICED_ON, PRICED_REGION } from '../prices/price';
import { type AssumptionName, assumptionNames, type Usage, usageOf, usualUsage } from '../usage/assumptions';

/** A quantity that an estimate rests on, or could have. */
export interface Quantity {
  readonly name: AssumptionName;
  readonly value: number;
  readonly given: boolean;
  /** Whether something of the environment is charged by it. */
  readonly matters: boolean;
}

/** An estimate with all that is to be said of it. */
export interface Report extends Estimate {
  /** Layers in the order in which they are applied. */
  readonly layers: readonly string[];
  readonly quantities: readonly Quantity[];
  /** Days from the date of the prices. */
  readonly ageDays: number;
}

/** The usage of an environment with what was given in the place of what is usual. */
export function usageWith(environment: EnvironmentName, given: Partial<Usage>): Usage {
  const usual = usualUsage(environment);
  return usageOf((name) => given[name] ?? usual[name]);
}

export function report(
  estimate: Estimate,
  layers: readonly string[],
  usage: Usage,
  given: Partial<Usage>,
  now: number,
): Report {
  const quantities = assumptionNames.map((name) => ({
    name,
    value: usage[name],
    given: given[name] !== undefined,
    matters: estimate.assumed.has(name),
  }));
  const ageDays = Math.floor((now - Date.parse(`${PRICED_ON}T00:00:00Z`)) / 86_400_000);
  return { ...estimate, layers, quantities, ageDays };
}

/** Services that something is charged for, in their order. */
export const servicesOf = (lines: readonly Line[]) =>
  services.filter((service) => lines.some((line) => line.service === service));

const by = (names: readonly string[], lines: readonly Line[], key: 'layer' | 'service') =>
  Object.fromEntries(names.map((name) => [name, sum(lines.filter((line) => line[key] === name))]));

/** As JSON, to the last digit. */
export const asJson = ({ environment, region, layers, lines, gaps, quantities, ageDays }: Report) => ({
  environment,
  region,
  prices: { region: PRICED_REGION, date: PRICED_ON, ageDays },
  monthlyUsd: sum(lines),
  layers: by(layers, lines, 'layer'),
  services: by(servicesOf(lines), lines, 'service'),
  assumptions: Object.fromEntries(
    quantities.filter(({ matters }) => matters).map(({ name, value, given }) => [name, { value, given }]),
  ),
  notPriced: gaps,
  lines,
});
