import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../index';

/** For a development environment: a NAT instance, and only the endpoints that Session Manager needs, in one zone. */
export function example(scope: Construct, environment: Environment): Vpc {
  return new Vpc(scope, 'Vpc', {
    environment,
    vpcCidr: '10.0.0.0/20',
    egress: 'nat_instance',
    interfaceEndpoints: ['ssm', 'ssmmessages', 'ec2messages'],
    endpointPlacement: 'one_zone',
  });
}
