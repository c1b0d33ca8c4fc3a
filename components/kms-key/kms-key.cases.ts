import type { RuleCases } from '../../tests/support/rule-cases';
import type { kmsKeySettings } from './props';

export const kmsKeyCases: RuleCases<typeof kmsKeySettings> = {
  KmsKeyDeletionWindow: {
    holds: [{ keyDeletionWindowDays: 7 }, { keyDeletionWindowDays: 30 }],
    breaks: [{ keyDeletionWindowDays: 6 }, { keyDeletionWindowDays: 31 }, { keyDeletionWindowDays: 7.5 }],
  },
  KmsKeyRotationPeriod: {
    holds: [{ keyRotationPeriodDays: 90 }, { keyRotationPeriodDays: 2560 }],
    breaks: [{ keyRotationPeriodDays: 89 }, { keyRotationPeriodDays: 2561 }, { keyRotationPeriodDays: 90.5 }],
  },
};
