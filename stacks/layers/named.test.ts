import { App } from 'cdktf';
import { expect, test } from 'vitest';
import { exampleConfigWith } from '../../tests/support/environment-stacks';
import { dev } from '../dev';
import { sampleFunctions } from '../functions';
import { buildLayers } from './index';

const faultsOf = (changes: Partial<ReturnType<typeof dev>>) => {
  const app = new App({ skipValidation: true });
  buildLayers(app, { ...dev(exampleConfigWith()), ...changes }, sampleFunctions);
  return app.node.findAll().flatMap(({ node }) => node.validate());
};
const { databases, ...others } = dev(exampleConfigWith());
const tables = others.tables.filter(({ name }) => name === 'carts');

test('two databases or tables of one name are refused by a rule, as are two that construct ids do not tell apart', () => {
  const found = (name: string) =>
    `dev-data [EnvironmentNameOfItsOwn]\n  every database and every table of an environment must have a name of its own\n  found: ${JSON.stringify(name)}\n  fix: give one of the two another name`;
  expect(faultsOf({ databases: [...databases, ...databases.filter(({ name }) => name === 'orders')] })).toEqual([
    found('orders'),
  ]);
  expect(faultsOf({ tables: [...tables, ...tables] })).toEqual([found('carts')]);
  const slashed = tables.flatMap((table) => ['a--b', 'a/b'].map((name) => ({ ...table, name })));
  expect(faultsOf({ tables: slashed })).toContain(found('a/b'));
});

test('a database and a table may have the same name', () => {
  expect(faultsOf({ tables: tables.map((table) => ({ ...table, name: 'orders' })) })).toEqual([]);
});
