import type { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import type { Environment } from '../shared/environment';
import { example as noPublicIngress } from './examples/no-public-ingress';
import { example as smallest } from './examples/smallest';
import { example as web } from './examples/web-behind-load-balancer';
import {
  type RuleTemplate,
  ruleTemplates,
  SecurityGroups,
  type SecurityGroupsProps,
  securityGroupsRules,
} from './index';
import { securityGroupsCases } from './security-groups.cases';

type Given = Partial<SecurityGroupsProps>;
const build = (given: Given) => (scope: Construct, environment: Environment) =>
  new SecurityGroups(scope, 'Groups', {
    environment,
    vpc: { vpcId: 'vpc-1', vpcCidr: '10.0.0.0/16' },
    alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
    ...given,
  });
const faultsOf = (given: Given) => synthesized(build(given)).faults;
const idsOf = (given: Given) => faultsOf(given).map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

testRules({
  rules: securityGroupsRules,
  cases: securityGroupsCases,
  build: (scope, environment, given) => build(given)(scope, environment),
});

test('SG1 there are at least fifteen templates, those of the specification among them, and each can be used', () => {
  const names = Object.keys(ruleTemplates) as RuleTemplate[];
  expect(names.length).toBeGreaterThanOrEqual(15);
  expect(names).toEqual(
    expect.arrayContaining([
      'https_from_vpc',
      'ssh_from_bastion',
      'mysql_from_app',
      'postgres_from_app',
      'redis_from_app',
    ]),
  );
  const peers = Object.fromEntries(
    ['load_balancer', 'bastion', 'monitoring', 'web'].map((role, place) => [
      role,
      [{ name: role.replace('_', '-'), cidr: `192.0.2.${place}/32` }],
    ]),
  );
  for (const name of names) {
    const given = { peers, trustedNetworks: ['198.51.100.0/24'], groups: { own: { rules: [name] } } };
    expect(faultsOf(given), name).toEqual([]);
    // EC2 takes 255 of these characters as a description.
    expect(ruleTemplates[name].describes, name).toMatch(/^[a-zA-Z0-9. _:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  }
});

test('SG1 a rule is one resource that says who, what and why', () => {
  const made = synthesized(web);
  expect(made.only('aws_vpc_security_group_ingress_rule', 'web-from-load-balancer')).toMatchObject({
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    description: 'HTTPS from the load balancer',
    referenced_security_group_id: '${aws_security_group.LoadBalancer.id}',
  });
  expect(made.only('aws_vpc_security_group_egress_rule', 'load-balancer-to-web')).toMatchObject({
    security_group_id: '${aws_security_group.LoadBalancer.id}',
  });
  expect(made.only('aws_vpc_security_group_ingress_rule', 'cluster-from-cluster')).toMatchObject({ ip_protocol: '-1' });
  expect(made.only('aws_vpc_security_group_ingress_rule', 'cluster-from-vpc-icmp')).toMatchObject({
    ip_protocol: 'icmp',
    from_port: -1,
    to_port: -1,
  });
  for (const group of made.all('aws_security_group'))
    for (const inline of ['ingress', 'egress']) expect(group).not.toHaveProperty(inline);
});

/** Addresses of the rules of a group, as Terraform knows them. */
const addresses = (rules: SecurityGroupsProps['groups']) => {
  const json: { resource: Record<string, Record<string, unknown>> } = JSON.parse(
    synthesized(build({ groups: rules })).text,
  );
  return Object.entries(json.resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();
};

test('SG1 the order of rules changes no address, and a rule that comes or goes changes no other', () => {
  const names = [
    'https_from_vpc',
    'https_from_internet',
    'http_from_internet',
    'mysql_from_app',
    'redis_from_app',
    'nfs_from_app',
    'app_from_load_balancer',
  ] as const;
  const templates = names.filter((name) => name !== 'app_from_load_balancer');
  fc.assert(
    fc.property(fc.shuffledSubarray(templates, { minLength: 2 }), ([removed, ...rest]) => {
      const before = addresses({ own: { rules: [...rest] } });
      const inserted = addresses({ own: { rules: [removed as RuleTemplate, ...rest] } });
      expect(addresses({ own: { rules: [...rest].reverse() } })).toEqual(before);
      expect(inserted.filter((address) => before.includes(address))).toEqual(before);
      expect(inserted.length).toBeGreaterThan(before.length);
    }),
    { numRuns: 12 },
  );
});

describe('SG2 what lets the internet in', () => {
  const both = [
    { name: 'a', cidr: '0.0.0.0/1' },
    { name: 'b', cidr: '128.0.0.0/1' },
  ];
  const gateway = (peers: SecurityGroupsProps['peers'], port = 22): Given => ({
    enforceNoPublicIngress: true,
    peers,
    groups: {
      gateway: { rules: [{ direction: 'ingress', protocol: 'tcp', fromPort: port, peer: 'who', describes: 'Why' }] },
    },
  });

  test('SecurityGroupPublicIngress names each rule', () => {
    const [fault, ...others] = faultsOf(gateway({ who: both }));
    expect(others).toEqual([]);
    expect(fault).toContain('[SecurityGroupPublicIngress]');
    expect(fault).toContain(
      'found: gateway, tcp-22: gateway-from-a-tcp-22 from 0.0.0.0/1; gateway-from-b-tcp-22 from 128.0.0.0/1\n',
    );
  });

  test('one half alone does not', () => {
    expect(faultsOf(gateway({ who: both.slice(1) }))).toEqual([]);
  });

  test('a prefix list counts by its entries', () => {
    const list = (entries?: readonly string[]) => [{ name: 'list', prefixListId: 'pl-1', entries }];
    expect(idsOf(gateway({ who: list(['0.0.0.0/1', '128.0.0.0/1']) }))).toEqual(['SecurityGroupPublicIngress']);
    expect(idsOf(gateway({ who: [...list(['0.0.0.0/1']), { name: 'rest', cidr: '128.0.0.0/1' }] }))).toEqual([
      'SecurityGroupPublicIngress',
    ]);
    expect(faultsOf(gateway({ who: list(['0.0.0.0/1']) }))).toEqual([]);
    expect(faultsOf(gateway({ who: list() }))).toEqual([]);
  });

  test('rules that let out are not meant', () => {
    expect(faultsOf({ enforceNoPublicIngress: true, groups: { out: { rules: ['https_to_internet'] } } })).toEqual([]);
  });

  test('is let in where nobody enforces that it is not, and the groups ask again at plan', () => {
    const given = { groups: { own: { rules: ['https_from_internet'] as const } } };
    expect(faultsOf(given)).toEqual([]);
    expect(idsOf({ ...given, enforceNoPublicIngress: true })).toEqual(['SecurityGroupPublicIngress']);
    const { lifecycle } = synthesized(build(given)).only('aws_security_group', 'own');
    expect(lifecycle).toMatchObject({
      create_before_destroy: true,
      precondition: [{ condition: expect.stringContaining('var.enforce_no_public_ingress == false') }],
    });
  });

  test('a range that only a plan knows is asked for at plan', () => {
    const { lifecycle } = synthesized(noPublicIngress).only('aws_security_group', 'gateway');
    expect(lifecycle).toMatchObject({
      precondition: [
        {
          error_message: expect.stringMatching(
            /^\[SecurityGroupPublicIngress\] .*gateway, tcp-443: \$\{jsonencode\(local/,
          ),
        },
      ],
    });
  });
});

describe('SG3 the record of changes', () => {
  const made = synthesized(smallest);

  test('is encrypted, kept for ninety days, and written by EventBridge for this rule alone', () => {
    expect(made.only('aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/events/groundwork/dev/security-group-changes',
      retention_in_days: '${var.log_retention_days}',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
    });
    expect(made.variables.log_retention_days).toMatchObject({ default: 90 });
    const statements = statementsOf(made.only('aws_cloudwatch_log_resource_policy').policy_document);
    expect(statements.WriteEvents).toMatchObject({
      Action: ['logs:PutLogEvents'],
      Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
      Condition: {
        ArnEquals: {
          'aws:SourceArn': 'arn:aws:events:us-west-2:111122223333:rule/groundwork-security-group-changes-dev',
        },
      },
    });
    expect(made.only('aws_cloudwatch_event_rule').name).toBe('groundwork-security-group-changes-dev');
  });

  test('has alarms that look at what its filters publish', () => {
    const published = made
      .all('aws_cloudwatch_log_metric_filter')
      .map(({ metric_transformation }) => metric_transformation as { namespace: string; name: string });
    for (const alarm of made.all('aws_cloudwatch_metric_alarm'))
      expect(published).toContainEqual(
        expect.objectContaining({ namespace: alarm.namespace, name: alarm.metric_name, value: '1' }),
      );
    expect(made.all('aws_cloudwatch_metric_alarm')).toHaveLength(2);
  });

  test('can be left out', () => {
    expect(synthesized(noPublicIngress).inventory).not.toHaveProperty('aws_cloudwatch_log_group');
    expect(synthesized(build({ enableSecurityGroupAlarms: false })).inventory).not.toHaveProperty(
      'aws_cloudwatch_log_metric_filter',
    );
  });
});

describe('SG4', () => {
  test('a trusted network is a rule of its own, with the range as key', () => {
    expect(synthesized(web).only('aws_vpc_security_group_ingress_rule', 'from-trusted')).toMatchObject({
      for_each: '${toset(var.trusted_networks)}',
      cidr_ipv4: '${can(regex(":", each.value)) ? null : each.value}',
      cidr_ipv6: '${can(regex(":", each.value)) ? each.value : null}',
    });
  });

  test('the group rds admits ec2 and lambda, and nobody else', () => {
    const made = synthesized(build({ databaseEngines: ['postgres', 'mysql'] }));
    const json: {
      resource: Record<string, Record<string, { security_group_id: string; referenced_security_group_id?: string }>>;
    } = JSON.parse(made.text);
    const rds = Object.values(json.resource.aws_vpc_security_group_ingress_rule ?? {}).filter(({ security_group_id }) =>
      security_group_id.includes('Group_rds'),
    );
    expect(rds).toHaveLength(4);
    for (const { referenced_security_group_id } of rds)
      expect(referenced_security_group_id).toMatch(/Group_(ec2|lambda)_/);
  });

  const groupsOf = (given: Given) => {
    const { resource }: { resource: Record<string, Record<string, unknown>> } = JSON.parse(
      synthesized(build(given)).text,
    );
    return Object.keys(resource.aws_security_group ?? {}).map((id) => /Group_(\w+)_/.exec(id)?.[1]);
  };

  test('there are dedicated groups for machines, databases and functions, or those that are chosen', () => {
    expect(groupsOf({}).sort()).toEqual(['ec2', 'lambda', 'rds']);
    expect(groupsOf({ dedicatedGroups: ['ec2'] })).toEqual(['ec2']);
    const { outputs } = synthesized(build({ dedicatedGroups: ['ec2'] }));
    expect(outputs.ec2_security_group_id?.value).toMatch(/Group_ec2_/);
    expect(outputs.rds_security_group_id?.value).toBe('');
  });

  test('SecurityGroupPeerKnown: rds admits groups that have to be there', () => {
    const [app, lambda, ...others] = faultsOf({ dedicatedGroups: ['rds'] });
    expect(others).toEqual([]);
    expect(app).toContain('[SecurityGroupPeerKnown]');
    expect(app).toContain('found: rds: peer app\n');
    expect(lambda).toContain('found: rds: peer lambda\n');
    expect(faultsOf({ dedicatedGroups: [] })).toEqual([]);
  });

  test.each([
    ['a range', 'vpc'],
    ['the trusted networks', 'trusted'],
    ['another group', 'other'],
    ['itself', 'self'],
  ])('SecurityGroupDatabaseAdmits: not %s', (_, peer) => {
    const rule = { direction: 'ingress', protocol: 'tcp', fromPort: 5432, peer, describes: 'Why' } as const;
    expect(idsOf({ groups: { other: { rules: [] }, rds: { rules: [rule] } } })).toEqual([
      'SecurityGroupDatabaseAdmits',
    ]);
  });
});

describe('rules that are written wrong', () => {
  const written = (rule: object): Given => ({
    groups: {
      own: { rules: [{ direction: 'ingress', protocol: 'tcp', fromPort: 1, peer: 'vpc', describes: 'Why', ...rule }] },
    },
  });

  test.each([
    ['SecurityGroupPeerKnown', { peer: 'nobody' }],
    ['SecurityGroupPeerKnown', { peer: 'toString' }],
    ['SecurityGroupRulePorts', { fromPort: undefined }],
    ['SecurityGroupRulePorts', { fromPort: -1 }],
    ['SecurityGroupRulePorts', { fromPort: 65536 }],
    ['SecurityGroupRulePorts', { fromPort: 2.5 }],
    ['SecurityGroupRulePorts', { fromPort: 443, toPort: 80 }],
    ['SecurityGroupRulePorts', { protocol: 'all' }],
    ['SecurityGroupRulePorts', { protocol: 'icmp', fromPort: undefined, toPort: 8 }],
  ])('%s: %o', (id, rule) => {
    expect(idsOf(written(rule))).toEqual([id]);
  });

  test.each([
    { fromPort: 0, toPort: 65535 },
    { protocol: 'icmpv6', fromPort: undefined },
  ])('%o is right', (rule) => {
    expect(faultsOf(written(rule))).toEqual([]);
  });

  test('SecurityGroupRuleOnce: twice the same, or the same range by two names', () => {
    expect(idsOf({ groups: { own: { rules: ['https_from_vpc', 'https_from_vpc'] } } })).toEqual([
      'SecurityGroupRuleOnce',
    ]);
    const rule = (peer: string) =>
      ({ direction: 'ingress', protocol: 'tcp', fromPort: 22, peer, describes: 'Why' }) as const;
    const peers = { a: [{ name: 'a', cidr: '192.0.2.0/24' }], b: [{ name: 'b', cidr: '192.0.2.0/24' }] };
    const [fault, ...others] = faultsOf({ peers, groups: { own: { rules: [rule('a'), rule('b')] } } });
    expect(others).toEqual([]);
    expect(fault).toContain('found: own-from-a-tcp-22 and own-from-b-tcp-22');
  });

  test('SecurityGroupRuleRange: a range with host bits, or none at all', () => {
    for (const cidr of ['192.0.2.1/24', '192.0.2.0', '2001:DB8::/32', 'sg-1'])
      expect(idsOf({ peers: { who: [{ name: 'who', cidr }] }, ...written({ peer: 'who' }) })).toEqual([
        'SecurityGroupRuleRange',
      ]);
  });

  test('SecurityGroupNames: names that would not make good addresses', () => {
    for (const name of ['', 'Web', 'web tier', '1st', 'x'.repeat(41)])
      expect(idsOf({ groups: { [name]: { rules: [] } } })).toEqual(['SecurityGroupNames']);
  });

  test('SecurityGroupRuleQuota: sixty rules, and one more', () => {
    const peers = (count: number) => ({
      many: Array.from({ length: count }, (_, place) => ({ name: `p${place}`, cidr: `192.0.2.${place}/32` })),
    });
    expect(faultsOf({ peers: peers(60), ...written({ peer: 'many' }) })).toEqual([]);
    expect(idsOf({ peers: peers(61), ...written({ peer: 'many' }) })).toEqual(['SecurityGroupRuleQuota']);
  });

  test('all are told at once', () => {
    expect(
      idsOf({ groups: { own: { rules: ['https_from_vpc', 'https_from_vpc', 'ssh_from_bastion'] } } }).sort(),
    ).toEqual(['SecurityGroupPeerKnown', 'SecurityGroupRuleOnce']);
  });
});

test('names follow the environment, and a group that is replaced has another name', () => {
  const { only } = { only: synthesized(smallest, testEnvironment({ name: 'staging' })) };
  expect(only.only('aws_security_group', 'Group_ec2')).toMatchObject({
    name_prefix: 'groundwork-ec2-staging-',
    tags: { Name: 'groundwork-ec2-staging', Component: 'security-groups' },
  });
});
