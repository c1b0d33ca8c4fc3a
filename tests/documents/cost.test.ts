import { expect, test } from 'vitest';
import { estimate, sum } from '../../scripts/cost/estimate';
import { usualUsage } from '../../scripts/cost/usage/assumptions';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { environmentOf } from '../cost/crafted';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { sectionOf } from './markdown';

const estimates = environmentNames.map((name) => {
  const layers = [...stacksOf(environments[name](exampleConfigWith()))];
  const json = Object.fromEntries(layers.map(([id, stack]) => [id.slice(name.length + 1), jsonOf(stack)]));
  return { name, estimated: sum(estimate(environmentOf(json), usualUsage(name)).lines) };
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
