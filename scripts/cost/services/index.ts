import type { Calculator } from '../charge';
import { databases } from './databases';
import { machines } from './machines';
import { network } from './network';
import { observability } from './observability';
import { others } from './others';

export { free } from './free';

/** How each type of resource that AWS charges is calculated. */
export const calculators: ReadonlyMap<string, Calculator> = new Map(
  [network, machines, databases, observability, others].flatMap((each) => Object.entries(each)),
);
