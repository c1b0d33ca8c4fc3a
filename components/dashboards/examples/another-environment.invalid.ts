import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { lambda, offer } from '../../shared/metrics';
import { Dashboards } from '../index';

export const breaks = 'DashboardResourceKnown';

/** A function that is called differently here: its graph would be empty for ever. */
export function example(scope: Construct, environment: Environment): Dashboards {
  const orders = offer(lambda, { subject: 'orders', dimensions: { FunctionName: 'orders-of-somebody-else' } });
  return new Dashboards(scope, 'Dashboards', { environment, createPerformanceDashboard: false, offers: [orders] });
}
