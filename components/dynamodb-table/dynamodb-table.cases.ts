import type { RuleCases } from '../../tests/support/rule-cases';
import type { dynamodbTableSettings } from './props';

export const dynamodbTableCases: RuleCases<typeof dynamodbTableSettings> = {
  TableProductionPointInTimeRecovery: {
    holds: [{ pointInTimeRecovery: true }],
    breaks: [{ pointInTimeRecovery: false }],
  },
  TablePointInTimeRecoveryDays: {
    holds: [{ pointInTimeRecoveryDays: 1 }, { pointInTimeRecoveryDays: 35 }],
    breaks: [{ pointInTimeRecoveryDays: 0 }, { pointInTimeRecoveryDays: 36 }, { pointInTimeRecoveryDays: 7.5 }],
  },
  TableProductionDeletionProtection: {
    holds: [{ tableDeletionProtection: true }],
    breaks: [{ tableDeletionProtection: false }],
  },
  TableTimeToLiveAttribute: {
    holds: [{ timeToLiveAttribute: '' }, { timeToLiveAttribute: 'x' }, { timeToLiveAttribute: 'x'.repeat(255) }],
    breaks: [{ timeToLiveAttribute: 'expires at' }, { timeToLiveAttribute: 'x'.repeat(256) }],
  },
  TableStreamViewType: {
    holds: [{ streamViewType: 'none' }, { streamViewType: 'KEYS_ONLY' }, { streamViewType: 'NEW_AND_OLD_IMAGES' }],
    breaks: [{ streamViewType: '' }, { streamViewType: 'NEW' }],
  },
  TableProductionAlarms: { holds: [{ enableTableAlarms: true }], breaks: [{ enableTableAlarms: false }] },
  TableSystemErrorOperations: {
    holds: [{ systemErrorOperations: [] }, { systemErrorOperations: ['GetItem', 'TransactWriteItems'] }],
    breaks: [
      { systemErrorOperations: ['getItem'] },
      { systemErrorOperations: ['GetItems'] },
      { systemErrorOperations: ['Query', 'Query'] },
    ],
  },
  TableSystemErrorThreshold: {
    holds: [{ systemErrorAlarmThreshold: 1 }],
    breaks: [{ systemErrorAlarmThreshold: 0 }, { systemErrorAlarmThreshold: 1.5 }],
  },
  TableThrottleThreshold: {
    holds: [{ throttleAlarmThreshold: 1 }],
    breaks: [{ throttleAlarmThreshold: 0 }, { throttleAlarmThreshold: 1.5 }],
  },
};
