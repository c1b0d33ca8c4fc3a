import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { LogGroups } from '../index';

/** The log of one application, for thirty days. */
export function example(scope: Construct, environment: Environment): LogGroups {
  return new LogGroups(scope, 'Logs', {
    environment,
    name: 'orders',
    description: 'Log of the orders',
    logGroups: { application: `/${environment.project}/${environment.name}/orders` },
  });
}
