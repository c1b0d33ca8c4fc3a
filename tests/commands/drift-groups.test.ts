import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftLines } from '../../scripts/deployment/drift';
import { layerDrift, ownedBy } from '../../scripts/deployment/layer-drift';
import { plain } from '../../scripts/deployment/paint';
import { foreignRules, ownedRules, rulesOfGroup } from '../../scripts/deployment/security-rules';
import { readState, stateIds, stateResources } from '../../scripts/deployment/state-resources';

const json = JSON.stringify({ resource: { aws_security_group: { db: { name: 'db' } } } });

/** A rule as a resource of its own. */
const rule = (attributes: object, direction = 'ingress') => ({
  address: 'aws_vpc_security_group_rule.r',
  type: `aws_vpc_security_group_${direction}_rule`,
  attributes: { security_group_id: 'sg-db', ip_protocol: 'tcp', from_port: 5432, to_port: 5432, ...attributes },
});
/** An entry of a group's own attributes. */
const entry = (peers: object, protocol = 'tcp', from: number | null = 5432, to: number | null = from) => ({
  protocol,
  from_port: from,
  to_port: to,
  cidr_blocks: [],
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
  description: 'whatever',
  ...peers,
});
const group = (ingress: object[], egress: object[] = []) => ({
  address: 'aws_security_group.db',
  type: 'aws_security_group',
  attributes: { id: 'sg-db', ingress, egress },
});
/** The refresh-only plan that finds a group otherwise than its state says. */
const planOf = (before: object, after: object | null, address = 'aws_security_group.db') =>
  JSON.stringify({
    resource_drift: [{ address, mode: 'managed', change: { actions: [after ? 'update' : 'delete'], before, after } }],
  });
const app = rule({ referenced_security_group_id: 'sg-app' });
const ours = entry({ security_groups: ['sg-app'] });

describe('the drift of a security group', () => {
  const drift = (plan: string | undefined, resources = [group([ours])], owned = [app]) =>
    driftLines('dev-data', layerDrift({ json, resources, plan, owned: ownedBy(owned) }), plain);

  it('is none where a rule of ours is mirrored that came after the state, and where one is not yet', () => {
    const none = ['dev-data: no drift'];
    expect(drift(planOf(group([]).attributes, group([ours]).attributes))).toEqual(none);
    expect(drift(planOf(group([ours]).attributes, group([]).attributes))).toEqual(none);
    expect(drift(undefined)).toEqual(none);
  });

  it('is each rule that no layer has made, in the words of that rule', () => {
    const opened = group(
      [entry({ security_groups: ['sg-app'], cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: ['::/0'] })],
      [entry({ prefix_list_ids: ['pl-1'], self: true }, 'udp', 1, 9), entry({ cidr_blocks: ['10.0.0.0/8'] }, '-1', 0)],
    );
    expect(drift(planOf(group([ours]).attributes, opened.attributes))).toEqual([
      'dev-data: one resource differs from the state',
      '  ~ aws_security_group.db',
      '      ingress: tcp 5432 from 0.0.0.0/0, which no layer has made',
      '      ingress: tcp 5432 from ::/0, which no layer has made',
      '      egress: udp 1-9 to pl-1, which no layer has made',
      '      egress: udp 1-9 to sg-db, which no layer has made',
      '      egress: all to 10.0.0.0/8, which no layer has made',
    ]);
  });

  it('is still told when a refresh has taken it over into the state', () => {
    const opened = [ours, entry({ cidr_blocks: ['0.0.0.0/0'] }, 'tcp', 22)];
    expect(drift(undefined, [group(opened)])).toContain(
      '      ingress: tcp 22 from 0.0.0.0/0, which no layer has made',
    );
  });

  it('is not told of the group, but by its own resource, where a rule of ours was removed', () => {
    const plan = JSON.stringify({
      resource_drift: [
        ...JSON.parse(planOf(group([ours]).attributes, group([]).attributes)).resource_drift,
        ...JSON.parse(planOf({ id: 'sgr-1' }, null, 'aws_vpc_security_group_ingress_rule.r')).resource_drift,
      ],
    });
    expect(drift(plan)).toEqual([
      'dev-data: one resource differs from the state',
      '  - aws_vpc_security_group_ingress_rule.r is gone',
    ]);
  });

  it('is its other attributes as well, and nothing but its end where it is gone', () => {
    const opened = { ...group([entry({ cidr_blocks: ['0.0.0.0/0'] })]).attributes, tags: { Owner: 'y' } };
    expect(drift(planOf({ ...group([ours]).attributes, tags: { Owner: 'x' } }, opened))).toEqual([
      'dev-data: one resource differs from the state',
      '  ~ aws_security_group.db',
      '      tags.Owner: "x" → "y"',
      '      ingress: tcp 5432 from 0.0.0.0/0, which no layer has made',
    ]);
    const open = [group([entry({ cidr_blocks: ['0.0.0.0/0'] })])];
    expect(drift(planOf(group([]).attributes, null), open)).toEqual([
      'dev-data: one resource differs from the state',
      '  - aws_security_group.db is gone',
    ]);
  });

  it('is compared with the state where the group declares its rules itself', () => {
    const declaring = JSON.stringify({ resource: { aws_security_group: { db: { ingress: [{}] } } } });
    const facts = { json: declaring, resources: [group([ours])], owned: ownedBy([]) };
    expect(layerDrift({ ...facts, plan: undefined })).toEqual([]);
    const [found] = layerDrift({ ...facts, plan: planOf(group([ours]).attributes, group([]).attributes) });
    expect(found?.attributes).toMatchObject([{ name: 'ingress', values: { found: '[]' } }]);
  });
});

it('the instances of a state have the addresses that Terraform tells, without what is deposed and what is only read', () => {
  const resource = (more: object) => ({ mode: 'managed', type: 'aws_t', name: 'n', ...more });
  const text = JSON.stringify({
    version: 4,
    resources: [
      resource({ instances: [{ attributes: { id: '1' } }, { deposed: 'x', attributes: { id: 'old' } }] }),
      resource({
        module: 'module.m',
        instances: [
          { index_key: 0, attributes: {} },
          { index_key: 'a', attributes: {} },
        ],
      }),
      resource({ mode: 'data', instances: [{ attributes: {} }] }),
    ],
  });
  const state = readState(text, 'the state');
  expect(stateResources(state).map(({ address }) => address)).toEqual([
    'aws_t.n',
    'module.m.aws_t.n[0]',
    'module.m.aws_t.n["a"]',
  ]);
  expect(stateIds(state)).toEqual(expect.arrayContaining(['1', 'old']));
});

describe('rules in the two forms', () => {
  const peers = [
    { own: { cidr_ipv4: '10.0.0.0/8' }, inline: { cidr_blocks: ['10.0.0.0/8'] } },
    { own: { cidr_ipv6: '2001:db8::/32' }, inline: { ipv6_cidr_blocks: ['2001:db8::/32'] } },
    { own: { prefix_list_id: 'pl-7' }, inline: { prefix_list_ids: ['pl-7'] } },
    { own: { referenced_security_group_id: 'sg-app' }, inline: { security_groups: ['sg-app'] } },
    { own: { referenced_security_group_id: '111122223333/sg-far' }, inline: { security_groups: ['sg-far'] } },
    { own: { referenced_security_group_id: 'sg-db' }, inline: { self: true } },
  ];
  const ports = fc.oneof(
    fc.constant({ own: ['-1', null, null] as const, inline: ['-1', 0, 0] as const }),
    fc.tuple(fc.constantFrom('tcp', 'udp', 'icmp', '47'), fc.nat(65535), fc.nat(9)).map(([protocol, from, more]) => ({
      own: [protocol, from, from + more] as const,
      inline: [protocol, from, from + more] as const,
    })),
  );
  const one = fc.record({ ports, peer: fc.constantFrom(...peers), direction: fc.constantFrom('ingress', 'egress') });
  type One = typeof one extends fc.Arbitrary<infer T> ? T : never;
  const asResource = ({ ports: { own }, peer, direction }: One) =>
    rule({ ip_protocol: own[0], from_port: own[1], to_port: own[2], ...peer.own }, direction);
  const asGroup = (rules: readonly One[]) => {
    const of = (wanted: string) =>
      rules
        .filter(({ direction }) => direction === wanted)
        .map(({ ports: { inline }, peer }) => entry(peer.inline, inline[0], inline[1], inline[2]));
    return group(of('ingress'), of('egress')).attributes;
  };
  const identity = (each: One) => JSON.stringify([each.direction, each.ports.own, each.peer.own]);

  it('are the same rules, and each that is not owned is found, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: identity, maxLength: 12 }), fc.nat(12), (rules, count) => {
        const [own, foreign] = [rules.slice(0, count), rules.slice(count)];
        const found = foreignRules(rulesOfGroup(asGroup(rules)), ownedRules(own.map(asResource)));
        const expected = ownedRules(foreign.map(asResource)).map(({ direction, text }) => `${direction} ${text}`);
        expect(found.map(({ direction, text }) => `${direction} ${text}`).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('of another group are not ours', () => {
    const elsewhere = ownedRules([rule({ security_group_id: 'sg-other', cidr_ipv4: '10.0.0.0/8' })]);
    const found = rulesOfGroup(group([entry({ cidr_blocks: ['10.0.0.0/8'] })]).attributes);
    expect(foreignRules(found, elsewhere)).toHaveLength(1);
  });
});
