import type { RuleCases } from '../../tests/support/rule-cases';
import type { alarmsSettings } from './props';

export const alarmsCases: RuleCases<typeof alarmsSettings> = {
  AlarmsProductionLayer: {
    holds: [{ enableLayerAlarm: true }],
    breaks: [{ enableLayerAlarm: false }],
  },
};
