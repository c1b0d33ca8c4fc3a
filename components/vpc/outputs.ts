import { type Exposed, many, one } from '../shared/outputs';

export const vpcOutputs = {
  vpcId: one('Id of the VPC'),
  vpcArn: one('ARN of the VPC'),
  vpcCidr: one('IPv4 range of the VPC'),
  availabilityZones: many('Zones that the subnets are in; the other lists are in this order'),
  publicSubnetIds: many('Subnets with a route to the internet, by zone'),
  privateSubnetIds: many('Subnets with the way out that `egress` names, by zone'),
  isolatedSubnetIds: many('Subnets that only the VPC reaches, by zone'),
  publicRouteTableIds: many('Route table of the public subnets'),
  privateRouteTableIds: many('Route tables of the private subnets, by zone'),
  isolatedRouteTableIds: many('Route table of the isolated subnets'),
  natPublicIps: many('Addresses that the world sees connections of the private subnets come from'),
  natGatewayIds: many('NAT gateways, by zone; none where there is another way out'),
  natInstanceIds: many('NAT instance, where that is the way out'),
  endpointSecurityGroupId: one('Security group of the interface endpoints'),
} as const;

/** What a component needs of a VPC. */
export type VpcRef = Exposed<typeof vpcOutputs>;
