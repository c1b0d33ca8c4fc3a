import type { RuleCases } from '../../tests/support/rule-cases';
import type { dashboardsSettings } from './props';

export const dashboardsCases: RuleCases<typeof dashboardsSettings> = {
  DashboardsProductionSecurity: {
    holds: [{ createSecurityDashboard: true }],
    breaks: [{ createSecurityDashboard: false }],
  },
  DashboardsRange: {
    holds: [{ dashboardRangeHours: 1 }, { dashboardRangeHours: 10_920 }],
    breaks: [{ dashboardRangeHours: 0 }, { dashboardRangeHours: 10_921 }, { dashboardRangeHours: 1.5 }],
  },
};
