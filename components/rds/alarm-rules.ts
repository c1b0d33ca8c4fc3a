import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { databaseAlarms, rangeOf } from './alarms';
import type { rdsSettings } from './props';

type Inputs = SettingValues<typeof rdsSettings>;
const { input, atLeast, between, is, value } = vocabulary<Inputs>();

const pascal = (id: string) => id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

const thresholdRules = databaseAlarms.map((alarm): Rule<Inputs> => {
  const { id, thresholdSetting, low, high, measures } = alarm;
  const threshold = input(thresholdSetting);
  return {
    id: `Rds${pascal(id)}Threshold`,
    holds: high === undefined ? atLeast(threshold, value(low)) : between(threshold, low, high),
    says: `the threshold of the alarm on ${measures} must be in ${rangeOf(alarm)}: beyond, it would always fire, or never`,
    fix: 'take the default, or take all alarms out with enable_database_alarms',
    meets: [],
  };
});

export const alarmRules: readonly Rule<Inputs>[] = [
  {
    id: 'RdsProductionAlarms',
    only: 'production',
    holds: is(input('enableDatabaseAlarms'), true),
    says: 'a database of production must have its alarms and its event subscription',
    fix: 'set enable_database_alarms to true',
    meets: ['Security Hub RDS.20'],
  },
  ...thresholdRules,
];
