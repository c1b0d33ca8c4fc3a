import type { Service } from './offer';

/** What the account has cost in this month; measured every few hours, and for all regions in one. */
export const billing = {
  id: 'billing',
  namespace: 'AWS/Billing',
  region: 'us-east-1',
  metrics: {
    estimated: {
      name: 'EstimatedCharges',
      statistic: 'Maximum',
      periodSecs: 21_600,
      unit: 'USD',
      label: 'This month so far',
      dimensions: { Currency: 'USD' },
    },
  },
} as const satisfies Service;

const logsOnly = { namespace: '', metrics: {} } as const;

/** Calls of the account's APIs, as CloudTrail records them in a log group. */
export const trail = { ...logsOnly, id: 'trail' } as const satisfies Service;

/** Findings of GuardDuty, as EventBridge writes them to a log group. */
export const findings = { ...logsOnly, id: 'findings' } as const satisfies Service;

/** Alarms that stand for many. */
export const alarms = { ...logsOnly, id: 'alarms' } as const satisfies Service;
