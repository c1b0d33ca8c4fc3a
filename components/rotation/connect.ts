import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { LambdaFunction } from '../lambda-function';
import type { Component } from '../shared/component';
import { Connections } from '../shared/connections';
import type { RotatedDatabase, RotationNetwork } from './props';

interface Ends {
  readonly scope: Component;
  readonly rotator: LambdaFunction;
  readonly database: RotatedDatabase;
  readonly network: RotationNetwork;
  /** Whether the API of RDS is asked, which has no endpoint in the VPC. */
  readonly asksRds: boolean;
}

/** Lets the function out to the database, to Secrets Manager, and to RDS where it has to ask it, and nowhere else. */
export function connect({ scope, rotator, database, network, asksRds }: Ends): void {
  database.connections.allowDefaultPortFrom(rotator);
  const byEndpoint = network.interfaceEndpoints.includes('secretsmanager');
  if (byEndpoint)
    new Connections(scope, 'vpc-endpoints', network.endpointSecurityGroupId, 443).allowDefaultPortFrom(rotator);
  if (!byEndpoint || asksRds)
    new VpcSecurityGroupEgressRule(scope, 'ToAwsApis', {
      securityGroupId: rotator.connections.securityGroupId,
      description: 'APIs of AWS that have no endpoint in the VPC; their addresses change',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: '0.0.0.0/0',
    });
}
