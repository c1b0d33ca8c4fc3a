import type { Environment } from '../shared/environment';
import { amount, type SettingProps, text, texts } from '../shared/settings';
import { interfaceServices } from './services';

/** Ways out of the private subnets, from the most available to the cheapest. */
export const egressKinds = ['nat_gateway_per_zone', 'nat_gateway_shared', 'nat_instance', 'none'] as const;
export type Egress = (typeof egressKinds)[number];

export const vpcSettings = {
  vpcCidr: text({
    describes: 'IPv4 range of the VPC, a /16 to /24 of the private ranges; the subnets are computed from it.',
    change: 'replaces the VPC and all that is in it',
    example: '10.0.0.0/16',
  }),
  zoneCount: amount({
    describes: 'Over how many availability zones each tier spreads.',
    unit: 'zones, 2 or 3',
    default: 2,
    fixed: true,
    change: 'adds or removes the subnets of that zone and moves no other',
  }),
  egress: text({
    describes: `How private subnets reach the internet: ${egressKinds.join(', ')}.`,
    default: 'nat_gateway_per_zone',
    fixed: true,
    change: 'cuts open connections while the default routes move',
  }),
  natInstanceType: text({
    describes: 'Size of the NAT instance, an Arm type; used with egress = nat_instance alone.',
    default: 't4g.nano',
    change: 'stops the NAT instance for a minute or two',
  }),
  interfaceEndpoints: texts({
    describes: 'Services that get an interface endpoint with private DNS.',
    default: interfaceServices,
    fixed: true,
    change: 'adds or removes that endpoint alone',
  }),
  endpointPlacement: text({
    describes: 'Where the interface endpoints are: every_zone, or one_zone, which costs a half or a third.',
    default: 'every_zone',
    fixed: true,
    change: 'adds or removes network interfaces of the endpoints',
  }),
} as const;

export interface VpcProps extends SettingProps<typeof vpcSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
}
