import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { Component } from '../shared/component';
import { Connections } from '../shared/connections';
import { policyDocument, type Statement } from '../shared/iam/policy-document';
import { regionalName } from '../shared/naming';
import { securityGroup } from '../shared/security-group';
import { awsOwnedBuckets } from './services';

export interface EndpointsProps {
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** Services with an interface endpoint. */
  readonly services: readonly string[];
  /** Subnets that interface endpoints have a network interface in. */
  readonly subnetIds: string[];
  /** Route tables that lead S3 and DynamoDB to their gateway endpoints. */
  readonly routeTableIds: string[];
}

/** Endpoints with private DNS, so that AWS's services are reached without leaving the VPC; returns who may connect. */
export function endpoints(component: Component, props: EndpointsProps): Connections {
  const { environment } = component;
  const serviceName = (service: string) => `com.amazonaws.${environment.region}.${service}`;
  const name = (service: string) => regionalName(environment, service);

  for (const service of ['s3', 'dynamodb'])
    new VpcEndpoint(component, `Endpoint_${service}`, {
      vpcId: props.vpcId,
      serviceName: serviceName(service),
      vpcEndpointType: 'Gateway',
      routeTableIds: props.routeTableIds,
      policy: policyDocument(
        ofThisAccount(component, service),
        ...(service === 's3' ? [readsOfAwsBuckets(component)] : []),
      ),
      tags: { Name: name(service) },
    });

  const group = securityGroup(component, 'EndpointSecurityGroup', {
    name: 'vpc-endpoints',
    description: 'Interface endpoints: HTTPS from inside the VPC',
    vpcId: props.vpcId,
  });
  const connections = new Connections(component, 'vpc-endpoints', group.id, 443);
  connections.allowDefaultPortFrom({ name: 'vpc', cidr: props.vpcCidr });

  for (const service of props.services)
    new VpcEndpoint(component, `Endpoint_${service}`, {
      vpcId: props.vpcId,
      serviceName: serviceName(service),
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: props.subnetIds,
      securityGroupIds: [group.id],
      policy: policyDocument(ofThisAccount(component, service)),
      tags: { Name: name(service) },
    });
  return connections;
}

/** Nobody can carry data out through an endpoint with the credentials of another account, or into one. */
const ofThisAccount = (component: Component, service: string): Statement => ({
  sid: 'OfThisAccount',
  actions: [`${service}:*`],
  resources: ['*'],
  principals: '*',
  conditions: {
    StringEquals: { 'aws:PrincipalAccount': component.environment.accountId },
    ...(service === 's3' && { StringEqualsIfExists: { 's3:ResourceAccount': component.environment.accountId } }),
  },
  because: 'an endpoint policy only bounds what IAM policies allow; the condition keeps other accounts out',
});

const readsOfAwsBuckets = (component: Component): Statement => ({
  sid: 'ReadAwsOwnedBuckets',
  actions: ['s3:GetObject'],
  resources: awsOwnedBuckets(component.environment.region).map(
    (bucket) => `arn:${component.environment.partition}:s3:::${bucket}/*`,
  ),
  principals: '*',
  because: 'package managers and agents read these unsigned, so they have no principal to name',
});
