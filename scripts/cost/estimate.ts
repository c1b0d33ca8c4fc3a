import type { Assume, Calculator, Charge } from './charge';
import { NotPriced } from './not-priced';
import { calculators, free } from './services';
import type { PricedEnvironment } from './synthesized/environment';
import { type Resource, resourcesOf } from './synthesized/resource';
import type { AssumptionName, Usage } from './usage/assumptions';

/** A charge, and what it comes to. */
export interface Line extends Charge {
  readonly layer: string;
  /** `aws_eip.Address` */
  readonly address: string;
  /** US dollars a month. */
  readonly usd: number;
}

/** What the sum does not have. */
export interface Gap {
  readonly layer: string;
  readonly address: string;
  readonly why: string;
}

export interface Estimate {
  readonly environment: string;
  readonly region: string;
  readonly lines: readonly Line[];
  readonly gaps: readonly Gap[];
  /** Assumptions that it rests on. */
  readonly assumed: ReadonlySet<AssumptionName>;
}

/** What an environment costs a month. */
export function estimate(environment: PricedEnvironment, usage: Usage): Estimate {
  const lines: Line[] = [];
  const gaps: Gap[] = [];
  const assumed = new Set<AssumptionName>();
  const assume: Assume = (name) => {
    assumed.add(name);
    return usage[name];
  };
  for (const resource of resourcesOf(environment)) {
    const { layer, address, type } = resource;
    const gap = (why: string) => gaps.push({ layer, address, why });
    const calculator = calculators.get(type);
    if (calculator) addLines(resource, calculator, assume, lines, gap);
    else if (!free.has(type)) gap('no calculator is known for its type, nor that it is free');
  }
  return { environment: environment.name, region: environment.region, lines, gaps, assumed };
}

function addLines(
  resource: Resource,
  calculator: Calculator,
  assume: Assume,
  lines: Line[],
  gap: (why: string) => void,
): void {
  const { layer, address } = resource;
  try {
    const { count } = resource;
    for (const each of calculator(resource, assume)) {
      const quantity = count * each.quantity;
      lines.push({ ...each, quantity, layer, address, usd: quantity * each.price.usd });
    }
  } catch (error) {
    if (!(error instanceof NotPriced)) throw error;
    gap(error.message);
  }
}

/** US dollars a month of some lines. */
export const sum = (lines: readonly Line[]): number => lines.reduce((total, { usd }) => total + usd, 0);
