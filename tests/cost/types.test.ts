import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { estimate } from '../../scripts/cost/estimate';
import { calculators, free } from '../../scripts/cost/services';
import { usualUsage } from '../../scripts/cost/usage/assumptions';
import { root } from '../../scripts/shared/paths';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { environmentOf } from './crafted';

/** The environment as a person has it who took over the example of the configuration. */
function asSynthesized(name: (typeof environmentNames)[number]) {
  const stacks = stacksOf(environments[name](exampleConfigWith()));
  return environmentOf(
    Object.fromEntries([...stacks].map(([id, stack]) => [id.slice(name.length + 1), jsonOf(stack)])),
  );
}

test.each(environmentNames)('every type of %s in the catalogue is priced or free', (name) => {
  const listed = readFileSync(join(root, 'docs', 'catalogue', `addresses-${name}.txt`), 'utf8');
  const types = [...new Set([...listed.matchAll(/^\S+ (aws_\w+)\./gm)].map(([, type = '']) => type))];
  expect(types.length).toBeGreaterThan(30);
  const unknown = types.filter((type) => !calculators.has(type) && !free.has(type));
  expect(unknown, 'new: a calculator in scripts/cost/services, or a line in free.ts').toEqual([]);
});

test.each(environmentNames)('%s is priced to the last resource', (name) => {
  const { lines, gaps } = estimate(asSynthesized(name), usualUsage(name));
  expect(gaps).toEqual([]);
  expect(lines.length).toBeGreaterThan(50);
});

test('no type is both priced and free, and each that is free says why', () => {
  expect([...calculators.keys()].filter((type) => free.has(type))).toEqual([]);
  expect([...free].filter(([type, why]) => !type.startsWith('aws_') || why.length < 5)).toEqual([]);
});

test('subnets of another layer are counted through its output', () => {
  const endpoint = { vpc_endpoint_type: 'Interface', subnet_ids: '${data.terraform_remote_state.n.outputs.subnets}' };
  const environment = environmentOf({
    network: { output: { subnets: { value: ['${aws_subnet.A.id}', '${aws_subnet.B.id}', '${aws_subnet.C.id}'] } } },
    data: {
      data: { terraform_remote_state: { n: { config: { key: 'dev/network/terraform.tfstate' } } } },
      resource: { aws_vpc_endpoint: { Endpoint: endpoint } },
    },
  });
  const { lines, gaps } = estimate(environment, usualUsage('dev'));
  expect(gaps).toEqual([]);
  expect(lines.find(({ what }) => what === 'hours in each zone')).toMatchObject({ layer: 'data', quantity: 3 * 730 });
});
