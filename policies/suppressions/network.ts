import type { Suppression } from './suppression';

export const network: readonly Suppression[] = [
  {
    check: 'CKV2_AWS_11',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-network: aws_vpc.Vpc_8378EB38',
      'staging-network: aws_vpc.Vpc_8378EB38',
      'prod-network: aws_vpc.Vpc_8378EB38',
    ],
    reason: 'Its flow log is in the observability layer, a state of its own; checkov looks at one layer at a time.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_352',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-network: aws_network_acl_rule.Vpc_IsolatedFromVpc_72AE372A',
      'staging-network: aws_network_acl_rule.Vpc_IsolatedFromVpc_72AE372A',
      'prod-network: aws_network_acl_rule.Vpc_IsolatedFromVpc_72AE372A',
    ],
    reason:
      'Its range is that of the VPC: the list keeps the isolated subnets from everything outside, which ports are open inside is for security groups to say.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_394',
    scans: ['synthesized'],
    resources: [
      'dev-network: data.aws_availability_zones.Vpc_Zones_FDDE2233',
      'staging-network: data.aws_availability_zones.Vpc_Zones_FDDE2233',
      'prod-network: data.aws_availability_zones.Vpc_Zones_FDDE2233',
    ],
    reason:
      'As many zones as zone_count says are taken from the front of the sorted list, so that a new zone, which comes after, changes nothing.',
    until: '2027-10-31',
  },
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: ['staging-network: var.nat_instance_type', 'prod-network: var.nat_instance_type'],
    reason:
      'Egress is by NAT gateways there; the variable has a meaning with egress = nat_instance alone, and says so.',
    until: '2027-10-31',
  },
];
