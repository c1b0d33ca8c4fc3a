import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../index';

export const breaks = 'VpcCidrSize';

/** AWS takes no VPC larger than a /16. */
export function example(scope: Construct, environment: Environment): Vpc {
  return new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/8' });
}
