import { describe, expect, test } from 'vitest';
import { exampleConfigWith, jsonOf, stacksOf } from '../../tests/support/environment-stacks';
import { environmentNames } from '../names';
import { prod } from '../prod';
import { environments } from '../synthesize';

type Attributes = Readonly<Record<string, unknown>>;

describe.each(environmentNames)('%s:', (environment) => {
  const stacks = stacksOf(environments[environment](exampleConfigWith()));
  const json = Object.fromEntries([...stacks].map(([name, stack]) => [name, jsonOf(stack)]));
  const named = (stack: string, type: string): [string, Attributes][] =>
    Object.entries(json[stack].resource?.[type] ?? {});

  /** Of all layers. */
  const ingressRules = Object.keys(json).flatMap((stack) =>
    named(stack, 'aws_vpc_security_group_ingress_rule').map(([name, rule]) => ({ stack, name, ...rule })),
  );

  describe.each([
    ['orders', 5432],
    ['catalog', 3306],
  ])('the database %s', (name, port) => {
    const own = `\${aws_security_group.${named(`${environment}-data`, 'aws_security_group').find(([id]) => id.startsWith(`Database_${name}_`))?.[0]}.id}`;
    const read = `\${data.terraform_remote_state.data.outputs.${name}_database_security_group_id}`;
    const admitted = ingressRules.filter(
      (rule) => 'security_group_id' in rule && [own, read].includes(`${rule.security_group_id}`),
    );

    test('SG4 admits the application tier and the function that rotates its password, on its port, and nobody else', () => {
      expect(admitted).toEqual([
        expect.objectContaining({
          stack: `${environment}-data`,
          security_group_id: own,
          referenced_security_group_id: expect.stringMatching(`^\\$\\{aws_security_group\\.Rotation_${name}_Function_`),
        }),
        expect.objectContaining({
          stack: `${environment}-compute`,
          security_group_id: read,
          referenced_security_group_id: expect.stringMatching(/^\$\{aws_security_group\.SecurityGroups_Group_ec2_/),
        }),
      ]);
      for (const rule of admitted) expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: port, to_port: port });
    });

    test('is known by outputs that are there', () => {
      expect(json[`${environment}-data`].output).toHaveProperty(`${name}_database_security_group_id`);
    });

    test('is let out to by the application tier', () => {
      const out = named(`${environment}-compute`, 'aws_vpc_security_group_egress_rule').map(([, rule]) => rule);
      expect(out.filter(({ referenced_security_group_id }) => referenced_security_group_id === read)).toEqual([
        expect.objectContaining({
          security_group_id: expect.stringMatching(/Group_ec2_/),
          from_port: port,
          to_port: port,
        }),
      ]);
    });
  });

  describe('the machines', () => {
    const reference = (group: string) =>
      expect.stringMatching(new RegExp(`^\\$\\{aws_security_group\\.SecurityGroups_Group_${group}_\\w+\\.id\\}$`));

    test.each([
      ['web', 'web'],
      ['app', 'ec2'],
    ])('of %s are in the group %s, without a public address', (tier, group) => {
      const templates = named(`${environment}-compute`, 'aws_launch_template').filter(([id]) =>
        id.includes(`_${tier}_`),
      );
      expect(templates.map(([, { network_interfaces }]) => network_interfaces)).toEqual([
        [expect.objectContaining({ associate_public_ip_address: 'false', security_groups: [reference(group)] })],
      ]);
    });

    test('are in private subnets', () => {
      const groups = named(`${environment}-compute`, 'aws_autoscaling_group').map(([, group]) => group);
      expect(groups).toHaveLength(2);
      for (const { vpc_zone_identifier } of groups)
        expect(vpc_zone_identifier).toBe('${data.terraform_remote_state.network.outputs.private_subnet_ids}');
    });

    test('of the application tier are reached from the web tier alone', () => {
      const [rule, ...others] = ingressRules.filter(
        (each) => 'security_group_id' in each && /Group_ec2_/.test(`${each.security_group_id}`),
      );
      expect(others).toEqual([]);
      expect(rule).toMatchObject({ referenced_security_group_id: reference('web'), from_port: 8080 });
    });

    test('no group is there that nothing is in', () => {
      const groups = named(`${environment}-compute`, 'aws_security_group').map(([id]) =>
        id.replace(/_[0-9A-F]{8}$/, ''),
      );
      expect(groups.sort()).toEqual(['SecurityGroups_Group_ec2', 'SecurityGroups_Group_web']);
    });
  });
});

describe('ENV2 the trusted networks', () => {
  const trusting = (networks: string) => {
    const stack = stacksOf(prod(exampleConfigWith({ GROUNDWORK_TRUSTED_NETWORKS: networks }))).get('prod-compute');
    const faults = stack?.node.findAll().flatMap((each) => each.node.validate()) ?? [];
    return { json: jsonOf(stack), faults };
  };

  test('are let in to the web tier', () => {
    const { json: made, faults } = trusting('198.51.100.0/24, 2001:db8:12::/48');
    expect(faults).toEqual([]);
    expect(made.variable.trusted_networks.default).toEqual(['198.51.100.0/24', '2001:db8:12::/48']);
    const rules = Object.values<Attributes>(made.resource.aws_vpc_security_group_ingress_rule);
    expect(rules.filter(({ for_each }) => for_each === '${toset(var.trusted_networks)}')).toEqual([
      expect.objectContaining({ security_group_id: expect.stringMatching(/Group_web_/), from_port: 443, to_port: 443 }),
    ]);
  });

  test.each([
    ['the internet', '0.0.0.0/0', ['SecurityGroupTrustedSize']],
    ['a network twice', '198.51.100.0/24,198.51.100.0/24', ['SecurityGroupTrustedNetworks']],
    [
      'what is the internet together',
      Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`).join(),
      ['SecurityGroupPublicIngress'],
    ],
  ])('cannot be %s', (_, networks, rules) => {
    expect(trusting(networks).faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1])).toEqual(rules);
  });
});
