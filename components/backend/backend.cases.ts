import type { RuleCases } from '../../tests/support/rule-cases';
import type { backendSettings } from './props';

export const backendCases: RuleCases<typeof backendSettings> = {
  BackendAccessLogRetention: {
    holds: [{ accessLogRetentionDays: 90 }, { accessLogRetentionDays: 91 }, { accessLogRetentionDays: 2_147_483_647 }],
    breaks: [
      { accessLogRetentionDays: 89 },
      { accessLogRetentionDays: 90.5 },
      { accessLogRetentionDays: 2_147_483_648 },
    ],
  },
};
