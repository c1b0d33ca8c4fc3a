import { expect, test } from 'vitest';
import { blocksOf, referencesOf } from '../../scripts/affected/blocks';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { resourcesOf } from '../support/environment-resources';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';

/** Alarms are replaced for another name alone; the names of the others hold the engine's family and version, which replace them. */
const namedByWhatReplacesThem = [
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_metric_alarm',
  'aws_db_option_group',
  'aws_db_parameter_group',
];

/** What AWS knows something by, of the types that have no id of its own making. */
const nameAttributes = ['name', 'alarm_name', 'bucket', 'function_name', 'identifier'];
const isNamed = (attributes: object) => nameAttributes.some((each) => each in attributes);

const isMadeFirst = ({ lifecycle = {} }: { readonly lifecycle?: { readonly create_before_destroy?: boolean } }) =>
  lifecycle.create_before_destroy === true;

test.each(environmentNames)('what %s makes before it destroys the old one has a name that AWS makes unique', (name) => {
  const resources = resourcesOf(name).map(({ type, address, attributes }) => ({
    type,
    address,
    first: isMadeFirst(attributes),
    named: isNamed(attributes),
  }));
  const before = resources.filter(({ type, first }) => first && !namedByWhatReplacesThem.includes(type));
  expect(before.filter(({ type }) => type === 'aws_security_group').length).toBeGreaterThan(5);
  expect(before.filter(({ named }) => named).map(({ address }) => address)).toEqual([]);
  expect(resources.filter(({ type, first }) => type === 'aws_security_group' && !first)).toEqual([]);
});

/** What blocks of a stack refer to, directly or through others. */
function neededBy(addresses: readonly string[], blocks: ReadonlyMap<string, string>): Set<string> {
  const needed = new Set<string>();
  const left = [...addresses];
  for (let address = left.pop(); address !== undefined; address = left.pop())
    for (const each of referencesOf(blocks.get(address) ?? '', blocks))
      if (!needed.has(each)) {
        needed.add(each);
        left.push(each);
      }
  return needed;
}

test.each(environmentNames)('and so has all of %s that it refers to, which Terraform makes first as well', (name) => {
  const faults = [...stacksOf(environments[name](exampleConfigWith()))].flatMap(([stack, made]) => {
    const blocks = blocksOf(jsonOf(made));
    const attributes = (address: string) => JSON.parse(blocks.get(address) ?? '{}');
    const addresses = [...blocks.keys()].filter((address) => address.startsWith('aws_'));
    return [
      ...neededBy(
        addresses.filter((address) => isMadeFirst(attributes(address))),
        blocks,
      ),
    ]
      .filter((address) => address.startsWith('aws_') && isNamed(attributes(address)))
      .filter((address) => !namedByWhatReplacesThem.some((type) => address.startsWith(`${type}.`)))
      .map((address) => `${stack}: ${address}`);
  });
  expect(faults).toEqual([]);
});
