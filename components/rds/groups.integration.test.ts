import {
  DBParameterGroupNotFoundFault,
  DescribeDBParameterGroupsCommand,
  DescribeOptionGroupsCommand,
  OptionGroupNotFoundFault,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientSettings } from '../../tests/local/clients';
import { type Build, StackOnCloud } from '../../tests/support/stack-on-cloud';
import { Component } from '../shared/component';
import type { Environment } from '../shared/environment';
import { engines } from './engines';
import { optionGroup, parameterGroup } from './groups';

/** The groups of a MySQL database, without the database. */
class Groups extends Component {
  constructor(scope: Construct, environment: Environment, engineVersion: string) {
    super(scope, 'Database', 'rds', environment);
    const props = { name: 'orders', engineName: 'mysql', engine: engines.mysql, engineVersion };
    // What the provider of every layer gives to all that it makes.
    const tags = { Environment: 'dev', Project: 'groundwork', ManagedBy: 'terraform' };
    for (const group of [parameterGroup(this, props), optionGroup(this, props)]) if (group) group.tags = tags;
  }
}

const none: Build = () => undefined;
const groups =
  (engineVersion: string, allowDestroys = false): Build =>
  (scope, environment) =>
    new Groups(scope, { ...environment, allowDestroys }, engineVersion);

describe('the groups of a database', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(none);
  });
  afterAll(() => stack?.close());

  /** Those of a version that AWS has. */
  const there = async (version: string) => {
    const client = new RDSClient(clientSettings(stack.cloud));
    const name = `groundwork-orders-mysql${version}-dev`;
    // RDS refuses to describe one that is not there; the local cloud has an empty list of parameter groups.
    const isThere = async (asked: Promise<readonly object[] | undefined>, absent: new (...args: never[]) => Error) => {
      const found = await asked.catch((error: unknown) => {
        if (error instanceof absent) return [];
        throw error;
      });
      return found?.length === 1;
    };
    const [parameters, options] = await Promise.all([
      isThere(
        client
          .send(new DescribeDBParameterGroupsCommand({ DBParameterGroupName: name }))
          .then(({ DBParameterGroups }) => DBParameterGroups),
        DBParameterGroupNotFoundFault,
      ),
      isThere(
        client
          .send(new DescribeOptionGroupsCommand({ OptionGroupName: name }))
          .then(({ OptionGroupsList }) => OptionGroupsList),
        OptionGroupNotFoundFault,
      ),
    ]);
    return { parameters, options };
  };
  const both = { parameters: true, options: true };
  const neither = { parameters: false, options: false };
  const ids = async () => (await stack.resources()).map(({ attributes: { id } }) => id);
  let addresses: readonly string[];

  test('stay where data does, when others replace them', async () => {
    await stack.apply(groups('8.0'));
    addresses = (await stack.resources()).map(({ address }) => address);
    await stack.apply(groups('8.4'));
    expect(await ids()).toEqual(addresses.map(() => 'groundwork-orders-mysql8-4-dev'));
    expect(await stack.plan(groups('8.4'))).toEqual([]);
    expect(await there('8-0')).toEqual(both);
  });

  test('and when they are taken out; those that come again are refused, and taken over then', async () => {
    await stack.apply(none);
    expect(await there('8-4')).toEqual(both);
    await expect(stack.apply(groups('8.4'))).rejects.toThrow(/StatusCode: 400.*already exists/);
    expect(await ids()).toEqual([]);
    const taken = await stack.takeOver(Object.fromEntries(addresses.map((address) => [address, null])));
    expect([...(taken?.imports.keys() ?? [])].sort()).toEqual([...addresses].sort());
    expect(await stack.apply(groups('8.4'))).toBe(0);
    expect(await stack.plan(groups('8.4'))).toEqual([]);
  });

  test('go with an environment that may be destroyed, once that is applied', async () => {
    expect(await stack.plan(groups('8.4', true))).toEqual(addresses.map((address) => `update ${address}`).sort());
    await stack.apply(groups('8.4', true));
    expect(await stack.destroy()).toBe(2);
    expect(await there('8-4')).toEqual(neither);
    expect(await there('8-0')).toEqual(both);
  });
});
