import type { RuleCases } from '../../tests/support/rule-cases';
import type { rotationSettings } from './props';

export const rotationCases: RuleCases<typeof rotationSettings> = {
  RotationProductionEnabled: {
    holds: [{ enableSecretsRotation: true }],
    breaks: [{ enableSecretsRotation: false }],
  },
  RotationDays: {
    holds: [{ rotationDays: 1 }, { rotationDays: 1000 }],
    breaks: [{ rotationDays: 0 }, { rotationDays: 1001 }, { rotationDays: 1.5 }],
  },
  RotationProductionDays: {
    holds: [{ rotationDays: 90 }],
    breaks: [{ rotationDays: 91 }],
  },
  RotationStrategy: {
    holds: [{ rotationStrategy: 'single-user' }, { rotationStrategy: 'alternating-users' }],
    breaks: [{ rotationStrategy: 'multi-user' }, { rotationStrategy: '' }],
  },
  RotationProductionAlarms: {
    holds: [{ enableRotationAlarms: true }],
    breaks: [{ enableRotationAlarms: false }],
  },
  RotationDurationThreshold: {
    holds: [{ rotationDurationAlarmThreshold: 1000 }, { rotationDurationAlarmThreshold: 60_000 }],
    breaks: [{ rotationDurationAlarmThreshold: 999 }, { rotationDurationAlarmThreshold: 60_001 }],
  },
};
