import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import type { Connections } from '../shared/connections';
import type { Offer, Offering, See } from '../shared/metrics';
import { regionalName } from '../shared/naming';
import { expose } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { egress } from './egress';
import { endpoints } from './endpoints';
import { isolatedAcl } from './isolated-acl';
import { vpcOffers } from './metrics';
import { type VpcRef, vpcOutputs } from './outputs';
import { type Egress, type VpcProps, vpcSettings } from './props';
import { vpcPlanRules, vpcRules } from './rules';
import { subnetLayout, type Tier } from './subnets';

export { type VpcRef, vpcOutputs } from './outputs';
export { type Egress, type VpcProps, vpcSettings } from './props';
export { vpcPlanRules, vpcRules } from './rules';

/** Public, private and isolated subnets over two or three zones, the ways in and out, and private ways to AWS. */
export class Vpc extends Component implements VpcRef, Offering {
  readonly vpcId: string;
  readonly vpcArn: string;
  readonly vpcCidr: string;
  readonly availabilityZones: string[];
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
  readonly isolatedSubnetIds: string[];
  readonly publicRouteTableIds: string[];
  readonly privateRouteTableIds: string[];
  readonly isolatedRouteTableIds: string[];
  readonly natPublicIps: string[];
  readonly natGatewayIds: string[];
  readonly natInstanceIds: string[];
  readonly endpointSecurityGroupId: string;
  /** Who may use the interface endpoints; everyone inside the VPC may already. */
  readonly endpointConnections: Connections;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id, 'vpc', props.environment);
    const { values, variables } = declareSettings(this, vpcSettings, props, vpcRules);

    const vpc = new AwsVpc(this, 'Resource', {
      cidrBlock: variables.vpcCidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: this.named('vpc'),
    });
    this.vpcId = vpc.id;
    this.vpcArn = vpc.arn;
    this.vpcCidr = vpc.cidrBlock;
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', { vpcId: vpc.id, tags: this.named('default-unused') });

    this.availabilityZones = this.zones(values.zoneCount);
    const { tiers } = subnetLayout(values.zoneCount);
    const subnetIds = (tier: Tier) =>
      tiers[tier].map(({ newbits, netnum }, zone) => {
        const cidrBlock = Fn.cidrsubnet(vpc.cidrBlock, newbits, netnum);
        return this.subnet(tier, zone, cidrBlock).id;
      });
    this.publicSubnetIds = subnetIds('public');
    this.privateSubnetIds = subnetIds('private');
    this.isolatedSubnetIds = subnetIds('isolated');
    this.publicRouteTableIds = this.routeTables('public', 1, this.publicSubnetIds);
    this.privateRouteTableIds = this.routeTables('private', values.zoneCount, this.privateSubnetIds);
    this.isolatedRouteTableIds = this.routeTables('isolated', 1, this.isolatedSubnetIds);
    isolatedAcl(this, vpc.id, vpc.cidrBlock, this.isolatedSubnetIds);

    const gateway = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: this.named('internet') });
    const publicDefault = new Route(this, 'PublicDefault', {
      routeTableId: this.publicRouteTableIds[0] as string,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    const wayOut = egress(this, {
      kind: values.egress as Egress,
      vpcId: vpc.id,
      vpcCidr: vpc.cidrBlock,
      natInstanceType: variables.natInstanceType,
      internet: [gateway, publicDefault],
      publicSubnetIds: this.publicSubnetIds,
      privateRouteTableIds: this.privateRouteTableIds,
    });
    this.natPublicIps = wayOut.natPublicIps;
    this.natGatewayIds = wayOut.natGatewayIds;
    this.natInstanceIds = wayOut.natInstanceIds;
    this.endpointConnections = endpoints(this, {
      vpcId: vpc.id,
      vpcCidr: vpc.cidrBlock,
      services: values.interfaceEndpoints,
      subnetIds: values.endpointPlacement === 'one_zone' ? this.privateSubnetIds.slice(0, 1) : this.privateSubnetIds,
      routeTableIds: this.privateRouteTableIds,
    });
    this.endpointSecurityGroupId = this.endpointConnections.securityGroupId;
    expose(this, vpcOutputs, this);
  }

  offers(see: See): readonly Offer[] {
    return vpcOffers(this, () => see(this, vpcOutputs));
  }

  private named(name: string) {
    return { Name: regionalName(this.environment, name) };
  }

  /** The first zones of those that the account can use at the time of the plan. */
  private zones(count: number): string[] {
    const { id, says, fix } = vpcPlanRules.zonesAvailable;
    const { region } = this.environment;
    const zones = new DataAwsAvailabilityZones(this, 'Zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(self.names) >= ${count}}`,
            errorMessage: `[${id}] ${says}; found zone_count = ${count}, and \${length(self.names)} zones in ${region}; ${fix}`,
          },
        ],
      },
    });
    return Array.from({ length: count }, (_, zone) => Fn.element(zones.names, zone) as string);
  }

  private subnet(tier: Tier, zone: number, cidrBlock: string): Subnet {
    return new Subnet(this, `${tier}${zone}`, {
      vpcId: this.vpcId,
      cidrBlock,
      availabilityZone: this.availabilityZones[zone],
      mapPublicIpOnLaunch: false,
      tags: { ...this.named(`${tier}-${zone}`), Tier: tier },
    });
  }

  /** `count` tables for a tier: one for all its subnets, or one each. */
  private routeTables(tier: Tier, count: number, subnetIds: readonly string[]): string[] {
    const ids = Array.from(
      { length: count },
      (_, table) =>
        new RouteTable(this, `${tier}Routes${table}`, { vpcId: this.vpcId, tags: this.named(`${tier}-${table}`) }).id,
    );
    subnetIds.forEach((subnetId, zone) => {
      const routeTableId = (ids[zone] ?? ids[0]) as string;
      new RouteTableAssociation(this, `${tier}Association${zone}`, { subnetId, routeTableId });
    });
    return ids;
  }
}
