import { Eip } from '@cdktf/provider-aws/lib/eip';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import type { ITerraformDependable } from 'cdktf';
import type { Component } from '../shared/component';
import { regionalName } from '../shared/naming';
import { natInstance } from './nat-instance';
import type { Egress } from './props';

export interface EgressProps {
  readonly kind: Egress;
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly natInstanceType: string;
  /** What public subnets reach the internet through: nothing of a way out refers to it, so each has to wait for it. */
  readonly internet: readonly ITerraformDependable[];
  /** By zone. */
  readonly publicSubnetIds: readonly string[];
  /** By zone. */
  readonly privateRouteTableIds: readonly string[];
}

/** The way out: the addresses that the world sees, and what has them. */
export interface WayOut {
  readonly natPublicIps: string[];
  readonly natGatewayIds: string[];
  readonly natInstanceIds: string[];
}

/** Gives each private route table its default route, if it is to have one. */
export function egress(component: Component, props: EgressProps): WayOut {
  const { kind, publicSubnetIds } = props;
  if (kind === 'none') return { natPublicIps: [], natGatewayIds: [], natInstanceIds: [] };
  if (kind === 'nat_instance') {
    const nat = natInstance(component, {
      vpcId: props.vpcId,
      vpcCidr: props.vpcCidr,
      subnetId: publicSubnetIds[0] as string,
      instanceType: props.natInstanceType,
      internet: props.internet,
    });
    defaultRoutes(component, props, () => ({ networkInterfaceId: nat.networkInterfaceId }));
    return { natPublicIps: [nat.ip], natGatewayIds: [], natInstanceIds: [nat.id] };
  }
  const gateways = publicSubnetIds
    .slice(0, kind === 'nat_gateway_shared' ? 1 : undefined)
    .map((subnetId, zone) => natGateway(component, zone, subnetId, props.internet));
  defaultRoutes(component, props, (zone) => ({ natGatewayId: (gateways[zone] ?? gateways[0])?.gateway.id }));
  return {
    natPublicIps: gateways.map(({ address }) => address.publicIp),
    natGatewayIds: gateways.map(({ gateway }) => gateway.id),
    natInstanceIds: [],
  };
}

function defaultRoutes(
  component: Component,
  props: EgressProps,
  target: (zone: number) => { natGatewayId?: string; networkInterfaceId?: string },
) {
  props.privateRouteTableIds.forEach((routeTableId, zone) => {
    new Route(component, `PrivateDefault${zone}`, {
      routeTableId,
      destinationCidrBlock: '0.0.0.0/0',
      ...target(zone),
    });
  });
}

function natGateway(component: Component, zone: number, subnetId: string, internet: EgressProps['internet']) {
  const common = {
    tags: { Name: regionalName(component.environment, `nat-${zone}`) },
    dependsOn: [...internet],
  };
  const address = new Eip(component, `NatAddress${zone}`, { domain: 'vpc', ...common });
  const gateway = new NatGateway(component, `NatGateway${zone}`, { allocationId: address.id, subnetId, ...common });
  return { address, gateway };
}
