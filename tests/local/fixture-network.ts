import type { Part } from './fixture';

const tiers = ['public', 'private', 'isolated'] as const;
const zones = [0, 1];
const interfaceServices = ['secretsmanager', 'ssm', 'ssmmessages', 'ec2messages', 'lambda', 'logs', 'kms', 'sts'];
const vpcId = '${aws_vpc.main.id}';

const endpointPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OwnAccount',
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': '${data.aws_caller_identity.current.account_id}' } },
    },
  ],
});

/** A VPC of three tiers over two zones, with both ways out, endpoints, access lists and security groups. */
export function network(suffix: string): Part {
  const places = tiers.flatMap((tier, index) => zones.map((zone) => ({ tier, zone, number: index * 2 + zone })));
  const perPlace = <T>(make: (place: (typeof places)[number]) => T) =>
    Object.fromEntries(places.map((place) => [`${place.tier}_${place.zone}`, make(place)]));
  const perZone = <T>(make: (zone: number) => T) =>
    Object.fromEntries(zones.map((zone) => [`zone_${zone}`, make(zone)]));
  const privateSubnets = zones.map((zone) => `\${aws_subnet.private_${zone}.id}`);
  const aclRule = (number: number, egress: boolean, more: object) => ({
    network_acl_id: '${aws_network_acl.isolated.id}',
    rule_number: number,
    egress,
    protocol: 'tcp',
    rule_action: 'allow',
    cidr_block: '10.20.0.0/16',
    ...more,
  });
  return {
    data: {
      aws_availability_zones: { available: { state: 'available' } },
      aws_prefix_list: { s3: { name: 'com.amazonaws.us-west-2.s3' } },
      aws_ec2_managed_prefix_list: { dynamodb: { name: 'com.amazonaws.us-west-2.dynamodb' } },
      aws_ssm_parameter: {
        ami: { name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64' },
      },
    },
    resource: {
      aws_vpc: {
        main: {
          cidr_block: '10.20.0.0/16',
          enable_dns_support: true,
          enable_dns_hostnames: true,
          tags: { Name: `main-${suffix}` },
        },
      },
      aws_default_security_group: { main: { vpc_id: vpcId } },
      aws_internet_gateway: { main: { vpc_id: vpcId, tags: { Name: `main-${suffix}` } } },
      aws_subnet: perPlace(({ tier, zone, number }) => ({
        vpc_id: vpcId,
        cidr_block: `10.20.${number}.0/24`,
        availability_zone: `\${data.aws_availability_zones.available.names[${zone}]}`,
        map_public_ip_on_launch: false,
        tags: { Name: `${tier}-${zone}`, Tier: tier },
      })),
      aws_eip: perZone(() => ({ domain: 'vpc', depends_on: ['aws_internet_gateway.main'] })),
      aws_nat_gateway: perZone((zone) => ({
        allocation_id: `\${aws_eip.zone_${zone}.id}`,
        subnet_id: `\${aws_subnet.public_${zone}.id}`,
        connectivity_type: 'public',
      })),
      aws_route_table: {
        public: { vpc_id: vpcId },
        isolated: { vpc_id: vpcId },
        ...Object.fromEntries(zones.map((zone) => [`private_${zone}`, { vpc_id: vpcId }])),
      },
      aws_route: {
        public: {
          route_table_id: '${aws_route_table.public.id}',
          destination_cidr_block: '0.0.0.0/0',
          gateway_id: '${aws_internet_gateway.main.id}',
        },
        private_0: {
          route_table_id: '${aws_route_table.private_0.id}',
          destination_cidr_block: '0.0.0.0/0',
          nat_gateway_id: '${aws_nat_gateway.zone_0.id}',
        },
        private_1: {
          route_table_id: '${aws_route_table.private_1.id}',
          destination_cidr_block: '0.0.0.0/0',
          network_interface_id: '${aws_instance.nat.primary_network_interface_id}',
        },
      },
      aws_route_table_association: perPlace(({ tier, zone }) => ({
        subnet_id: `\${aws_subnet.${tier}_${zone}.id}`,
        route_table_id: `\${aws_route_table.${tier === 'private' ? `private_${zone}` : tier}.id}`,
      })),
      aws_network_acl: { isolated: { vpc_id: vpcId } },
      aws_network_acl_association: Object.fromEntries(
        zones.map((zone) => [
          `isolated_${zone}`,
          { network_acl_id: '${aws_network_acl.isolated.id}', subnet_id: `\${aws_subnet.isolated_${zone}.id}` },
        ]),
      ),
      aws_network_acl_rule: {
        database: aclRule(100, false, { from_port: 5432, to_port: 5432 }),
        replies: aclRule(100, true, { from_port: 1024, to_port: 65535 }),
        all: aclRule(200, true, { protocol: '-1', from_port: 0, to_port: 0 }),
      },
      aws_security_group: {
        endpoints: { name: `endpoints-${suffix}`, description: 'Interface endpoints', vpc_id: vpcId },
        nat: {
          name_prefix: `nat-${suffix}-`,
          description: 'NAT instance',
          vpc_id: vpcId,
          revoke_rules_on_delete: true,
        },
      },
      aws_vpc_security_group_ingress_rule: {
        endpoints: {
          security_group_id: '${aws_security_group.endpoints.id}',
          description: 'HTTPS from the VPC',
          cidr_ipv4: '10.20.0.0/16',
          ip_protocol: 'tcp',
          from_port: 443,
          to_port: 443,
        },
        nat: {
          security_group_id: '${aws_security_group.nat.id}',
          description: 'All from the VPC',
          cidr_ipv4: '10.20.0.0/16',
          ip_protocol: '-1',
        },
        group: {
          security_group_id: '${aws_security_group.nat.id}',
          description: 'HTTPS from the endpoints group',
          referenced_security_group_id: '${aws_security_group.endpoints.id}',
          ip_protocol: 'tcp',
          from_port: 443,
          to_port: 443,
        },
      },
      aws_vpc_security_group_egress_rule: {
        nat: {
          security_group_id: '${aws_security_group.nat.id}',
          description: 'All to the world',
          cidr_ipv4: '0.0.0.0/0',
          ip_protocol: '-1',
        },
        s3: {
          security_group_id: '${aws_security_group.endpoints.id}',
          description: 'HTTPS to S3',
          prefix_list_id: '${data.aws_prefix_list.s3.id}',
          ip_protocol: 'tcp',
          from_port: 443,
          to_port: 443,
        },
      },
      aws_instance: {
        nat: {
          ami: '${nonsensitive(data.aws_ssm_parameter.ami.value)}',
          instance_type: 't4g.nano',
          subnet_id: '${aws_subnet.public_1.id}',
          vpc_security_group_ids: ['${aws_security_group.nat.id}'],
          iam_instance_profile: '${aws_iam_instance_profile.nat.name}',
          associate_public_ip_address: true,
          source_dest_check: false,
          monitoring: true,
          ebs_optimized: true,
          metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
          root_block_device: { encrypted: true, volume_type: 'gp3', kms_key_id: '${aws_kms_key.data.arn}' },
          user_data: '#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1\n',
          tags: { Name: `nat-${suffix}` },
          lifecycle: { ignore_changes: ['ami'] },
        },
      },
      aws_vpc_endpoint: {
        ...Object.fromEntries(
          ['s3', 'dynamodb'].map((service) => [
            service,
            {
              vpc_id: vpcId,
              service_name: `com.amazonaws.us-west-2.${service}`,
              vpc_endpoint_type: 'Gateway',
              route_table_ids: zones.map((zone) => `\${aws_route_table.private_${zone}.id}`),
              policy: endpointPolicy,
            },
          ]),
        ),
        ...Object.fromEntries(
          interfaceServices.map((service) => [
            service,
            {
              vpc_id: vpcId,
              service_name: `com.amazonaws.us-west-2.${service}`,
              vpc_endpoint_type: 'Interface',
              private_dns_enabled: true,
              subnet_ids: privateSubnets,
              security_group_ids: ['${aws_security_group.endpoints.id}'],
              policy: endpointPolicy,
            },
          ]),
        ),
      },
    },
  };
}
