import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { example as lowCost } from './examples/low-cost';
import { example as smallest } from './examples/smallest';
import { example as withoutInternet } from './examples/three-zones-without-internet';
import { Vpc, type VpcProps, vpcRules } from './index';
import { vpcCases } from './vpc.cases';

const made = (given: Partial<VpcProps> = {}) =>
  synthesized((scope, environment) => new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', ...given }));

const standard = made();

testRules({
  rules: vpcRules,
  cases: vpcCases,
  build: (scope, environment, given) => new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', ...given }),
});

test('all faults are told at once', () => {
  const { faults } = made({ vpcCidr: '8.8.8.8/8', zoneCount: 1, egress: 'some', interfaceEndpoints: ['s3'] });
  expect(faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1])).toEqual([
    'VpcCidrNetwork',
    'VpcCidrSize',
    'VpcCidrPrivate',
    'VpcZoneCount',
    'VpcEgressKnown',
    'VpcInterfaceEndpoints',
  ]);
});

describe('inventory', () => {
  test('of two zones', () => {
    expect(synthesized(smallest).inventory).toEqual({
      aws_vpc: 1,
      aws_subnet: 6,
      aws_route_table: 4,
      aws_route_table_association: 6,
      aws_route: 3,
      aws_internet_gateway: 1,
      aws_nat_gateway: 2,
      aws_eip: 2,
      aws_network_acl: 1,
      aws_network_acl_rule: 2,
      aws_default_security_group: 1,
      aws_security_group: 1,
      aws_vpc_security_group_ingress_rule: 1,
      aws_vpc_endpoint: 10,
    });
  });

  test('of three zones without a way out', () => {
    const { inventory } = synthesized(withoutInternet);
    expect(inventory).toMatchObject({ aws_subnet: 9, aws_route_table: 5, aws_route: 1 });
    expect(inventory).not.toHaveProperty('aws_nat_gateway');
    expect(inventory).not.toHaveProperty('aws_eip');
  });
});

test('VPC5 has DNS support and host names', () => {
  expect(standard.only('aws_vpc')).toMatchObject({
    cidr_block: '${var.vpc_cidr}',
    enable_dns_support: true,
    enable_dns_hostnames: true,
  });
});

describe('VPC1 subnets', () => {
  test('give no machine a public address by itself', () => {
    for (const subnet of standard.all('aws_subnet')) expect(subnet).toMatchObject({ map_public_ip_on_launch: false });
  });

  test.each(['public', 'private', 'isolated'])('of the %s tier are one in each zone', (tier) => {
    const subnets = made({ zoneCount: 3 }).named('aws_subnet', tier);
    expect(subnets).toHaveLength(3);
    expect(new Set(subnets.map((subnet) => subnet.availability_zone)).size).toBe(3);
    for (const subnet of subnets) expect(subnet).toMatchObject({ tags: { Tier: tier, Component: 'vpc' } });
  });

  test('keep their addresses in the state when a zone is added', () => {
    const before = made({ zoneCount: 2 });
    const after = made({ zoneCount: 3 });
    for (const tier of ['public0', 'public1', 'private0', 'private1', 'isolated0', 'isolated1'])
      expect(after.only('aws_subnet', tier)).toEqual(before.only('aws_subnet', tier));
  });
});

describe('VpcZonesAvailable', () => {
  test('asks at plan for as many zones as there are subnets', () => {
    const { lifecycle } = made({ zoneCount: 3 }).data('aws_availability_zones');
    expect(lifecycle).toMatchObject({
      postcondition: [
        { condition: '${length(self.names) >= 3}', error_message: expect.stringMatching(/^\[VpcZonesAvailable\] /) },
      ],
    });
  });
});

describe('VPC2 egress', () => {
  const defaults = (egress: string) => made({ egress }).named('aws_route', 'PrivateDefault');
  const targets = (egress: string) => new Set(defaults(egress).map((route) => route.nat_gateway_id));

  test('nat_gateway_per_zone leads each zone through its own gateway', () => {
    expect(made({ egress: 'nat_gateway_per_zone' }).all('aws_nat_gateway')).toHaveLength(2);
    expect(targets('nat_gateway_per_zone').size).toBe(2);
  });

  test('nat_gateway_shared leads all zones through one', () => {
    expect(made({ egress: 'nat_gateway_shared' }).all('aws_nat_gateway')).toHaveLength(1);
    expect(defaults('nat_gateway_shared')).toHaveLength(2);
    expect(targets('nat_gateway_shared').size).toBe(1);
  });

  test('none has no default route', () => {
    expect(defaults('none')).toEqual([]);
    expect(made({ egress: 'none' }).outputs.nat_public_ips).toMatchObject({ value: [] });
  });

  test('nat_instance leads all zones through a machine that is closed to the world', () => {
    const instance = synthesized(lowCost);
    expect(instance.named('aws_route', 'PrivateDefault')).toHaveLength(2);
    expect(instance.only('aws_instance')).toMatchObject({
      instance_type: '${var.nat_instance_type}',
      source_dest_check: false,
      metadata_options: { http_tokens: 'required' },
      root_block_device: { encrypted: true },
    });
    expect(instance.only('aws_vpc_security_group_ingress_rule', 'Nat').cidr_ipv4).toMatch(/aws_vpc\..*cidr_block/);
  });

  test.each([
    ['nat_gateway_per_zone', ['aws_nat_gateway', 'aws_eip']],
    ['nat_gateway_shared', ['aws_nat_gateway', 'aws_eip']],
    ['nat_instance', ['aws_instance']],
  ])('%s waits for the internet gateway and the route to it, and goes before them', (egress, types) => {
    for (const waiting of types.flatMap((type) => made({ egress }).all(type)))
      expect(waiting.depends_on).toEqual([
        expect.stringMatching(/^aws_internet_gateway[.]/),
        expect.stringMatching(/^aws_route[.].*PublicDefault/),
      ]);
  });

  test('of the public tier is the internet gateway, and the isolated tier has none', () => {
    const routes = standard.all('aws_route');
    expect(routes.filter((route) => route.gateway_id)).toHaveLength(1);
    expect(routes.filter((route) => String(route.route_table_id).includes('isolated'))).toEqual([]);
  });
});

describe('VPC3', () => {
  test('the default security group has no rules', () => {
    const group = standard.only('aws_default_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  test('the isolated tier speaks TCP with the VPC alone, in both directions', () => {
    const rules = standard.all('aws_network_acl_rule');
    expect(rules.map((rule) => rule.egress).sort()).toEqual([false, true]);
    for (const rule of rules)
      expect(rule).toMatchObject({
        rule_action: 'allow',
        protocol: 'tcp',
        cidr_block: expect.stringMatching(/^\$\{aws_vpc\..*cidr_block\}$/),
      });
    expect(made({ zoneCount: 3 }).only('aws_network_acl').subnet_ids).toHaveLength(3);
  });
});

describe('VPC4 endpoints', () => {
  test('of S3 and DynamoDB are gateways in the private route tables', () => {
    const gateways = standard.all('aws_vpc_endpoint').filter((endpoint) => endpoint.vpc_endpoint_type === 'Gateway');
    expect(gateways.map((endpoint) => endpoint.service_name)).toEqual([
      'com.amazonaws.us-west-2.dynamodb',
      'com.amazonaws.us-west-2.s3',
    ]);
    for (const gateway of gateways) expect(gateway.route_table_ids).toHaveLength(2);
  });

  test('of all other services have private DNS, a security group and a network interface in each zone', () => {
    const endpoints = standard.all('aws_vpc_endpoint').filter((endpoint) => endpoint.vpc_endpoint_type === 'Interface');
    expect(endpoints.map((endpoint) => String(endpoint.service_name).split('.').at(-1)).sort()).toEqual(
      ['ec2messages', 'kms', 'lambda', 'logs', 'secretsmanager', 'ssm', 'ssmmessages', 'sts'].sort(),
    );
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ private_dns_enabled: true });
      expect(endpoint.security_group_ids).toHaveLength(1);
      expect(endpoint.subnet_ids).toHaveLength(2);
    }
  });

  test('one_zone puts them in the first zone', () => {
    for (const endpoint of made({ endpointPlacement: 'one_zone' }).all('aws_vpc_endpoint'))
      if (endpoint.vpc_endpoint_type === 'Interface') expect(endpoint.subnet_ids).toHaveLength(1);
  });

  test('let credentials of this account alone through', () => {
    for (const endpoint of standard.all('aws_vpc_endpoint')) {
      const { OfThisAccount } = statementsOf(endpoint.policy);
      expect(OfThisAccount?.Condition?.StringEquals).toEqual({ 'aws:PrincipalAccount': '111122223333' });
    }
  });

  test('of S3 leads to buckets of this account, and to what AWS serves to machines', () => {
    const { OfThisAccount, ReadAwsOwnedBuckets } = statementsOf(standard.only('aws_vpc_endpoint', '_s3_').policy);
    expect(OfThisAccount?.Condition?.StringEqualsIfExists).toEqual({ 's3:ResourceAccount': '111122223333' });
    expect(ReadAwsOwnedBuckets?.Action).toEqual(['s3:GetObject']);
    for (const resource of ReadAwsOwnedBuckets?.Resource ?? [])
      expect(resource).toMatch(/^arn:aws:s3:::[a-z0-9-]+\/\*$/);
  });

  describe('of S3 lets machines patch themselves', () => {
    const buckets = (region: string, partition = 'aws') => {
      const { policy } = synthesized(smallest, testEnvironment({ region, partition })).only('aws_vpc_endpoint', '_s3_');
      // AWS takes no more characters for the policy of an endpoint.
      expect(String(policy).length).toBeLessThan(20_480);
      return statementsOf(policy).ReadAwsOwnedBuckets?.Resource;
    };

    test.each([
      ['us-west-2', 'aws-patch-manager-us-west-2-34d7f99f8', 'patch-baseline-snapshot-us-west-2'],
      ['eu-central-1', 'aws-patch-manager-eu-central-1-9163fdaaf', 'patch-baseline-snapshot-eu-central-1'],
      ['me-south-1', 'aws-patch-manager-me-south-1-a53fc9dce', 'patch-baseline-snapshot-me-south-1-uduvl7q8'],
    ])('in %s from the buckets that AWS lists for it, and from none that is called alike', (region, ...names) => {
      const resources = buckets(region) ?? [];
      expect(resources).toEqual(expect.arrayContaining(names.map((name) => `arn:aws:s3:::${name}/*`)));
      for (const resource of resources) expect(resource).toMatch(/^arn:aws:s3:::[a-z0-9-]+\/\*$/);
    });

    test('in a region that AWS does not list from whatever is called like them', () => {
      expect(buckets('cn-north-1', 'aws-cn')).toEqual(
        expect.arrayContaining([
          'arn:aws-cn:s3:::aws-patch-manager-cn-north-1-*/*',
          'arn:aws-cn:s3:::patch-baseline-snapshot-cn-north-1*/*',
        ]),
      );
    });

    test('and install packages of Distributor and another agent', () => {
      expect(buckets('us-west-2')).toEqual(
        expect.arrayContaining(
          [
            'amazon-ssm-us-west-2',
            'amazon-ssm-packages-us-west-2',
            'aws-ssm-us-west-2',
            'aws-ssm-distributor-file-us-west-2',
            'aws-ssm-document-attachments-us-west-2',
            'us-west-2-birdwatcher-prod',
          ].map((name) => `arn:aws:s3:::${name}/*`),
        ),
      );
    });
  });

  test('take HTTPS from the VPC alone', () => {
    expect(standard.only('aws_vpc_security_group_ingress_rule')).toMatchObject({
      ip_protocol: 'tcp',
      from_port: 443,
      to_port: 443,
      cidr_ipv4: expect.stringMatching(/^\$\{aws_vpc\..*cidr_block\}$/),
    });
  });
});

test('ENV5 names carry project and environment', () => {
  const { tags } = synthesized(smallest, testEnvironment({ project: 'shop', name: 'staging' })).only('aws_vpc');
  expect(tags).toMatchObject({ Name: 'shop-vpc-staging' });
});
