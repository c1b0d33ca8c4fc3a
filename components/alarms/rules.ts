import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { alarmsSettings } from './props';

type Inputs = SettingValues<typeof alarmsSettings>;
const { input, is } = vocabulary<Inputs>();

export const alarmsRules: readonly Rule<Inputs>[] = [
  {
    id: 'AlarmsProductionLayer',
    only: 'production',
    holds: is(input('enableLayerAlarm'), true),
    says: 'production must have an alarm for each layer, which says when all is well again',
    fix: 'set enable_layer_alarm to true',
    meets: [],
  },
];

/** What every alarm is held to, whichever component makes it. */
export const alarmsConventionRules = {
  action: {
    id: 'AlarmHasAction',
    checked: 'synthesis',
    says: 'an alarm must tell somebody: it has an action, and its actions are enabled',
    fix: 'make it with metricAlarm of the kit, which takes the topic',
    meets: ['Security Hub CloudWatch.15', 'Security Hub CloudWatch.17', 'CKV_AWS_319'],
  },
  description: {
    id: 'AlarmSaysWhatToDo',
    checked: 'synthesis',
    says: 'the description of an alarm must say what it means and, in another sentence, what to do; 1,024 characters at most',
    fix: 'write for somebody who is woken by it and has never seen it',
    meets: ['Amazon CloudWatch API PutMetricAlarm: AlarmDescription'],
  },
  missingData: {
    id: 'AlarmDecidesMissingData',
    checked: 'synthesis',
    says: 'an alarm must say what it means that no data comes: breaching, notBreaching, ignore or missing',
    fix: 'set treat_missing_data; breaching where silence is a fault, notBreaching where it is the usual thing',
    meets: [],
  },
  name: {
    id: 'AlarmNameOnce',
    checked: 'synthesis',
    says: 'an alarm must have a name of its own: CloudWatch overwrites one by another of the same name',
    fix: 'rename one of the two',
    meets: ['Amazon CloudWatch API PutMetricAlarm: AlarmName'],
  },
  rolledUp: {
    id: 'AlarmIsRolledUp',
    checked: 'synthesis',
    says: 'the alarm of a layer must stand for every alarm of it',
    fix: 'make the component `alarms` after all others of the layer',
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
