import type { Environment } from '../shared/environment';
import type { Offer } from '../shared/metrics';
import { amount, flag, type SettingProps } from '../shared/settings';

const switchOf = <const D extends boolean>(what: string, standard: D) =>
  flag({
    describes: `Makes the dashboard ${what}, where there is something to show on it.`,
    default: standard,
    fixed: true,
    change: 'adds or removes that dashboard alone',
  });

export const dashboardsSettings = {
  createInfrastructureDashboard: switchOf('of machines, databases, load balancers and the VPC', true),
  createSecurityDashboard: switchOf('of changed security groups, CloudTrail events and GuardDuty findings', true),
  createCostDashboard: switchOf('of what drives the bill', false),
  createPerformanceDashboard: switchOf('of load, latency and errors', true),
  createApplicationDashboard: switchOf('of what answers requests', true),
  createBackendDashboard: switchOf('of what keeps data', true),
  createCertificateDashboard: switchOf('of how long certificates are valid', true),
  dashboardRangeHours: amount({
    describes: 'How far back the dashboards show when they are opened.',
    unit: 'hours, 1 to 10,920, which is as long as CloudWatch keeps metrics',
    default: 12,
  }),
} as const;

export interface DashboardsProps extends SettingProps<typeof dashboardsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** What there is to show: `offersOf` asks all components of a layer. */
  readonly offers: readonly Offer[];
}
