import { describe, expect, test } from 'vitest';
import { estimate, sum } from '../../scripts/cost/estimate';
import { usualUsage } from '../../scripts/cost/usage/assumptions';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { environmentOf } from '../cost/crafted';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { rowsOf, sectionOf } from './markdown';

const estimates = environmentNames.map((name) => {
  const layers = [...stacksOf(environments[name](exampleConfigWith()))];
  const json = Object.fromEntries(layers.map(([id, stack]) => [id.slice(name.length + 1), jsonOf(stack)]));
  const { lines } = estimate(environmentOf(json), usualUsage(name));
  const ofLayer = (layer: string) => sum(lines.filter((line) => line.layer === layer));
  return { name, estimated: sum(lines), layers: Object.keys(json), ofLayer };
});

/** What a text says that an environment costs a month. */
const told = (text: string, name: string) =>
  Number(new RegExp(`${name} (?:costs )?about \\$([\\d,.]*\\d)`, 'i').exec(text)?.[1]?.replace(',', ''));

const places = [
  ['README.md', 'cost'],
  ['docs/guides/first-deployment.md', 'what-begins-to-cost'],
] as const;

test.each(places)('%s says within a tenth what each environment costs a month', (file, anchor) => {
  const text = sectionOf(file, anchor).replaceAll('\n', ' ');
  for (const { name, estimated } of estimates) {
    expect(told(text, name) / estimated, name).toBeGreaterThan(0.9);
    expect(told(text, name) / estimated, name).toBeLessThan(1.1);
  }
});

describe('the guide of the first deployment', () => {
  const rows = rowsOf(sectionOf('docs/guides/first-deployment.md', 'what-begins-to-cost'));

  test.each(environmentNames.map((name, place) => [name, place] as const))(
    'says of each layer of %s what it costs a month, within a tenth or half a dollar',
    (name, place) => {
      const { layers = [], ofLayer = () => Number.NaN } = estimates.find((each) => each.name === name) ?? {};
      expect(rows.map(([layer]) => layer).sort()).toEqual([...layers].sort());
      for (const [layer = '', ...cells] of rows) {
        const estimated = ofLayer(layer);
        const off = Math.abs(Number(/^\$([\d,]+)$/.exec(cells[place] ?? '')?.[1]?.replace(',', '')) - estimated);
        expect(off, `${layer}: ${cells[place]}, estimated ${estimated}`).toBeLessThanOrEqual(
          Math.max(0.5, estimated / 10),
        );
      }
    },
  );

  test('names the layer that is the largest part of dev', () => {
    const { layers = [], ofLayer = () => Number.NaN } = estimates.find(({ name }) => name === 'dev') ?? {};
    const [largest] = [...layers].sort((a, b) => ofLayer(b) - ofLayer(a));
    const told = rows.filter((row) => row.at(-1)?.endsWith('the largest part of dev')).map(([layer]) => layer);
    expect(told).toEqual([largest]);
  });
});
