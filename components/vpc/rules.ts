import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { egressKinds, type vpcSettings } from './props';
import { interfaceServices } from './services';
import { vpcPrefix } from './subnets';

type Inputs = SettingValues<typeof vpcSettings>;
const { input, and, between, distinct, everyMatches, ipv4Network, is, matches, oneOf, prefixLength } =
  vocabulary<Inputs>();

export const vpcRules: readonly Rule<Inputs>[] = [
  {
    id: 'VpcCidrNetwork',
    holds: ipv4Network(input('vpcCidr')),
    says: 'the range of a VPC must be an IPv4 network in CIDR notation with no host bit set',
    fix: 'write it like 10.20.0.0/16',
    meets: ['Amazon EC2 API CreateVpc: CidrBlock'],
  },
  {
    id: 'VpcCidrSize',
    holds: between(prefixLength(input('vpcCidr')), vpcPrefix.shortest, vpcPrefix.longest),
    says: `the range of a VPC must be a /${vpcPrefix.shortest} to /${vpcPrefix.longest}: AWS takes no larger one, and a smaller one would need subnets below /28`,
    fix: 'choose a /16, unless addresses are scarce',
    meets: ['Amazon VPC quotas: VPC and subnet sizes'],
  },
  {
    id: 'VpcCidrPrivate',
    holds: matches(
      input('vpcCidr'),
      /^(10[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|192[.]168[.]|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])[.])/,
    ),
    says: 'the range of a VPC must be of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10: what lies in a public range could no longer be reached',
    fix: 'choose a range of RFC 1918 that no other network of yours uses',
    meets: ['RFC 1918', 'RFC 6598'],
  },
  {
    id: 'VpcZoneCount',
    holds: oneOf(input('zoneCount'), [2, 3]),
    says: 'a VPC must spread over two or three zones',
    fix: 'set zone_count to 2, or to 3 for production',
    meets: ['AWS Well-Architected REL10-BP01'],
  },
  {
    id: 'VpcEgressKnown',
    holds: oneOf(input('egress'), egressKinds),
    says: `egress must be one of ${egressKinds.join(', ')}`,
    fix: 'choose one of them',
    meets: [],
  },
  {
    id: 'VpcProductionEgress',
    only: 'production',
    holds: is(input('egress'), 'nat_gateway_per_zone'),
    says: 'production must have a NAT gateway in each zone: with a shared one, its zone takes the others along',
    fix: 'set egress to nat_gateway_per_zone',
    meets: ['AWS Well-Architected REL10-BP01'],
  },
  {
    id: 'VpcNatInstanceType',
    holds: matches(input('natInstanceType'), /^[a-z]+[0-9]+g[a-z]*[.][0-9]*[a-z]+$/),
    says: 'the NAT instance must be of an Arm type, which its machine image is made for',
    fix: 'set nat_instance_type to t4g.nano, or to c7gn.medium for more throughput',
    meets: [],
  },
  {
    id: 'VpcInterfaceEndpoints',
    holds: and(
      everyMatches(input('interfaceEndpoints'), new RegExp(`^(${interfaceServices.join('|')})$`)),
      distinct(input('interfaceEndpoints')),
    ),
    says: `interface endpoints must be of ${interfaceServices.join(', ')}, each once`,
    fix: 'correct the name, or take the second one out',
    meets: ['Security Hub EC2.10'],
  },
  {
    id: 'VpcEndpointPlacement',
    holds: oneOf(input('endpointPlacement'), ['every_zone', 'one_zone']),
    says: 'endpoint_placement must be every_zone or one_zone',
    fix: 'choose one of them',
    meets: [],
  },
  {
    id: 'VpcProductionEndpointPlacement',
    only: 'production',
    holds: is(input('endpointPlacement'), 'every_zone'),
    says: 'production must have its endpoints in every zone: the outage of one zone must not take secrets, keys and logs away',
    fix: 'set endpoint_placement to every_zone',
    meets: ['AWS Well-Architected REL10-BP01'],
  },
];

const zonesAvailable: RuleText = {
  id: 'VpcZonesAvailable',
  checked: 'plan',
  says: 'the region must offer the account as many availability zones as zone_count says',
  fix: 'lower zone_count, or choose another region',
  meets: ['Amazon EC2 API DescribeAvailabilityZones: State, OptInStatus'],
};

/** What only a plan can know. */
export const vpcPlanRules = { zonesAvailable } as const;
