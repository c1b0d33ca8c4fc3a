import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { LogGroups } from '../index';

export const breaks = 'LogGroupsRetention';

/** CloudWatch Logs knows five days and seven, and none between. */
export function example(scope: Construct, environment: Environment): LogGroups {
  return new LogGroups(scope, 'Logs', {
    environment,
    name: 'orders',
    description: 'Log of the orders',
    logsRetentionDays: 6,
    logGroups: { application: `/${environment.project}/${environment.name}/orders` },
  });
}
