import { application } from './application';
import { backend } from './backend';
import { certificate } from './certificate';
import { cost } from './cost';
import type { DashboardDefinition } from './definition';
import { infrastructure } from './infrastructure';
import { performance } from './performance';
import { security } from './security';

/** Every dashboard, by the setting that switches it. */
export const definitions = {
  createInfrastructureDashboard: infrastructure,
  createSecurityDashboard: security,
  createCostDashboard: cost,
  createPerformanceDashboard: performance,
  createApplicationDashboard: application,
  createBackendDashboard: backend,
  createCertificateDashboard: certificate,
} as const satisfies Readonly<Record<string, DashboardDefinition>>;

export type DashboardSwitch = keyof typeof definitions;
