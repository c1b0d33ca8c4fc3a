import type { Estimate } from '../../scripts/cost/estimate';
import { estimate, sum } from '../../scripts/cost/estimate';
import type { Attributes, LayerJson, PricedEnvironment } from '../../scripts/cost/synthesized/environment';
import { type Usage, usageOf, usualUsage } from '../../scripts/cost/usage/assumptions';

export type Resources = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** An environment of layers that are written by hand. */
export const environmentOf = (layers: Readonly<Record<string, LayerJson>>): PricedEnvironment => ({
  name: 'dev',
  region: 'us-west-2',
  layers: Object.entries(layers).map(([name, json]) => ({ name, json })),
});

/** Nothing is used. */
export const idle: Usage = usageOf(() => 0);

/** What is usual of an environment, with changes. */
export const usageWith = (changes: Partial<Usage> = {}, of = usualUsage('dev')): Usage => ({ ...of, ...changes });

/** What resources of one layer cost. */
export const estimateOf = (resource: Resources, usage: Usage = idle, more: LayerJson = {}): Estimate =>
  estimate(environmentOf({ network: { ...more, resource } }), usage);

/** US dollars a month of resources of one layer, all of which can be priced. */
export function costOf(resource: Resources, usage: Usage = idle, more: LayerJson = {}): number {
  const { lines, gaps } = estimateOf(resource, usage, more);
  if (gaps.length > 0) throw new Error(JSON.stringify(gaps));
  return sum(lines);
}
