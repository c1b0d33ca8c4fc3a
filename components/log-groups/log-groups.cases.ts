import type { RuleCases } from '../../tests/support/rule-cases';
import type { logGroupsSettings } from './props';

export const logGroupsCases: RuleCases<typeof logGroupsSettings> = {
  LogGroupsRetention: {
    holds: [{ logsRetentionDays: 1 }, { logsRetentionDays: 7 }, { logsRetentionDays: 3653 }],
    breaks: [{ logsRetentionDays: 0 }, { logsRetentionDays: 6 }, { logsRetentionDays: 8 }, { logsRetentionDays: 3654 }],
  },
};
