import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facts, missingEdges, type Needs } from './reachability';

const needs: Needs = {
  functionName: 'rotator',
  functionGroup: 'rotator-group',
  endpointGroup: 'endpoints-group',
  databaseGroup: 'database-group',
  databasePort: 5432,
  secrets: [
    { secretArn: 'secret', keyArn: 'key' },
    { secretArn: 'master-secret', keyArn: 'master-key' },
  ],
  askRds: [
    { action: 'rds:DescribeDBInstances', resource: 'db' },
    { action: 'rds:DescribeDBClusters', resource: 'cluster' },
  ],
};
const grant = (resource: string, ...actions: readonly string[]) => actions.map((action) => ({ action, resource }));

const rule = (direction: 'in' | 'out', group: string, peer: string, port: number) => ({
  direction,
  group,
  peer,
  fromPort: port,
  toPort: port,
});

/** Everything that is needed, and nothing else. */
const complete: Facts = {
  egress: 'nat_gateway_shared',
  interfaceEndpoints: ['kms', 'secretsmanager'],
  groupRules: [
    rule('out', 'rotator-group', 'endpoints-group', 443),
    rule('in', 'endpoints-group', 'rotator-group', 443),
    rule('out', 'rotator-group', 'database-group', 5432),
    rule('in', 'database-group', 'rotator-group', 5432),
    rule('out', 'rotator-group', '0.0.0.0/0', 443),
  ],
  grants: [
    ...grant(
      'secret',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ),
    ...grant('key', 'kms:Decrypt', 'kms:GenerateDataKey'),
    ...grant('*', 'secretsmanager:GetRandomPassword'),
    ...grant('master-secret', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'),
    ...grant('master-key', 'kms:Decrypt'),
    ...needs.askRds,
  ],
  closedKeys: [],
  invocable: ['rotator'],
};
const missing = (facts: Facts, of: Needs = needs) => missingEdges(facts, of).map(({ id, found }) => `${id}: ${found}`);

test('with all of it nothing is missing', () => {
  expect(missing(complete)).toEqual([]);
});

/** What is deleted, and what is said then. */
const deletions = [
  ...complete.groupRules.map((rule, at) => {
    const ids = [
      'egressToSecretsManager',
      'ingressFromFunction',
      'egressToDatabase',
      'ingressAtDatabase',
      'egressToRds',
    ];
    const found =
      rule.direction === 'out'
        ? `no egress rule of ${rule.group} to ${rule.peer} on tcp ${rule.fromPort}`
        : `no ingress rule of ${rule.group} from ${rule.peer} on tcp ${rule.fromPort}`;
    const without = (facts: Facts): Facts => ({
      ...facts,
      groupRules: facts.groupRules.filter((each) => each !== rule),
    });
    return { what: `the rule ${found.slice(3)}`, without, says: [`${ids[at]}: ${found}`] };
  }),
  ...complete.grants.map((each) => {
    const id = each.action.startsWith('kms:')
      ? 'grantOnKey'
      : each.action.startsWith('rds:')
        ? 'grantToAskRds'
        : 'grantOnSecret';
    return {
      what: `${each.action} on ${each.resource}`,
      without: (facts: Facts): Facts => ({ ...facts, grants: facts.grants.filter((other) => other !== each) }),
      says: [`${id}: no grant of ${each.action} on ${each.resource}`],
    };
  }),
  ...['key', 'master-key'].map((key) => ({
    what: `the account from the policy of ${key}`,
    without: (facts: Facts): Facts => ({ ...facts, closedKeys: [...facts.closedKeys, key] }),
    says: [`keyAdmitsAccount: the policy of ${key} does not admit the account`],
  })),
  {
    what: 'the permission to invoke',
    without: (facts: Facts): Facts => ({ ...facts, invocable: ['another'] }),
    says: ['invocation: no permission of secretsmanager.amazonaws.com on rotator'],
  },
  {
    what: 'the way out',
    without: (facts: Facts): Facts => ({ ...facts, egress: 'none' }),
    says: ['routeToRds: egress = "none", interface_endpoints = ["kms","secretsmanager"]'],
  },
];

describe('each edge deleted in turn gives the error that names it', () => {
  test.each(deletions)('$what', ({ without, says }) => {
    expect(missing(without(complete))).toEqual(says);
  });

  test('and any of them together give all of their errors, and no other', () => {
    fc.assert(
      fc.property(fc.subarray(deletions), (deleted) => {
        const facts = deleted.reduce((rest, { without }) => without(rest), complete);
        expect([...missing(facts)].sort()).toEqual(deleted.flatMap(({ says }) => says).sort());
      }),
    );
  });
});

describe('the way to Secrets Manager', () => {
  const alone: Needs = { ...needs, askRds: [] };

  test('is missing without endpoint and without a way out', () => {
    const facts = { ...complete, egress: 'none', interfaceEndpoints: ['kms'] };
    expect(missing(facts, alone)).toEqual(['route: egress = "none", interface_endpoints = ["kms"]']);
  });

  test('is the internet where there is no endpoint, and then the rules towards endpoints are of no use', () => {
    const facts = { ...complete, interfaceEndpoints: [] };
    expect(missing(facts, alone)).toEqual([]);
    const closed = { ...facts, groupRules: facts.groupRules.filter(({ peer }) => peer !== '0.0.0.0/0') };
    expect(missing(closed, alone)).toEqual([
      'egressToSecretsManager: no egress rule of rotator-group to 0.0.0.0/0 on tcp 443',
    ]);
  });

  test('is the endpoint where there is one, and then no way out is needed', () => {
    expect(missing({ ...complete, egress: 'none' }, alone)).toEqual([]);
  });
});

test('a rule on another port, or of another group, is none', () => {
  const wrong = complete.groupRules.map((rule) =>
    rule.fromPort === 5432 ? { ...rule, fromPort: 3306, toPort: 3306 } : rule,
  );
  expect(missing({ ...complete, groupRules: wrong }).map((each) => each.split(':')[0])).toEqual([
    'egressToDatabase',
    'ingressAtDatabase',
  ]);
});

test.each([
  [5432, 5433, true],
  [0, 65_535, true],
  [5433, 5440, false],
  [5000, 5431, false],
])('rules for the ports %i to %i lead to the database: %s', (fromPort, toPort, leads) => {
  const ranges = complete.groupRules.map((each) => (each.fromPort === 5432 ? { ...each, fromPort, toPort } : each));
  expect(missing({ ...complete, groupRules: ranges }).length === 0).toBe(leads);
});
