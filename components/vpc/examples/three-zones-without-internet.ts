import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../index';

/** Private subnets that reach AWS through endpoints and nothing else, over three zones. */
export function example(scope: Construct, environment: Environment): Vpc {
  return new Vpc(scope, 'Vpc', { environment, vpcCidr: '172.20.0.0/16', zoneCount: 3, egress: 'none' });
}
