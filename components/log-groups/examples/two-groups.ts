import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { LogGroups } from '../index';

/** Two groups that share a key and are kept for a year. */
export function example(scope: Construct, environment: Environment): LogGroups {
  const folder = `/${environment.project}/${environment.name}/orders`;
  return new LogGroups(scope, 'Logs', {
    environment,
    name: 'orders',
    description: 'Logs of the orders',
    logsRetentionDays: 365,
    logGroups: { application: `${folder}/application`, audit: `${folder}/audit` },
  });
}
