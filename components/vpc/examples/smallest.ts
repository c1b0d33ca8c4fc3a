import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../index';

/** Three tiers over two zones, with a NAT gateway and the endpoints in each. */
export function example(scope: Construct, environment: Environment): Vpc {
  return new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16' });
}
