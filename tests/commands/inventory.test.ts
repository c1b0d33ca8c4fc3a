import { describe, expect, it } from 'vitest';
import { loadComponents } from '../../scripts/docs/components';
import { takeInventory } from '../../scripts/inventory/inventory';
import { describeLines, overviewLines, resourceLines, usesOf } from '../../scripts/inventory/lines';
import { root } from '../../scripts/shared/paths';

const dev = takeInventory('dev', root);
const prod = takeInventory('prod', root);
const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, each) => sum + each, 0);

describe('the inventory', () => {
  it('counts each resource once', () => {
    const owned = dev.components.map(({ resources }) =>
      resources.filter(({ address }) => !address.startsWith('data.')),
    );
    expect(total(owned.map((each) => each.length))).toBe(total(dev.layers.values()));
    expect(total(dev.layers.values())).toBeGreaterThan(50);
    expect(overviewLines(dev)[0]).toMatch(/^dev-backend: \d+ resources$/);
  });

  it('names the components there are, for one that there is not', () => {
    expect(() => usesOf(dev, 'dev', 'vcp')).toThrow(/dev has no component "vcp"; expected one of .*vpc/);
  });

  it('shows each use of a component', () => {
    const keys = usesOf(prod, 'prod', 'kms-key');
    expect(keys.length).toBeGreaterThan(2);
    expect(resourceLines(keys).filter((line) => /^ {2}aws_kms_key\./.test(line))).toHaveLength(keys.length);
  });

  it('describes settings as they are, and the rules that bind there', async () => {
    const vpc = (await loadComponents(root)).find(({ name }) => name === 'vpc');
    if (!vpc) throw new Error('no component vpc');
    const inDev = describeLines(usesOf(dev, 'dev', 'vpc'), vpc);
    const inProd = describeLines(usesOf(prod, 'prod', 'vpc'), vpc);
    expect(inDev.find((line) => line.includes('zone_count '))).toMatch(/zone_count +default +zones, 2 or 3 +2$/);
    expect(inProd.find((line) => line.includes('zone_count '))).toMatch(/zone_count +default 2 +zones, 2 or 3 +3$/);
    expect(inDev.join('\n')).not.toContain('VpcProductionEgress');
    expect(inProd.join('\n')).toContain('VpcProductionEgress');
    expect(inDev).toContainEqual(expect.stringMatching(/^ {4}vpc_id +Id of the VPC$/));
  });
});
