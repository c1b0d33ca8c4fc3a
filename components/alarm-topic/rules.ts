import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { alarmTopicSettings } from './props';

type Inputs = SettingValues<typeof alarmTopicSettings>;
const { input, and, distinct, everyMatches, notEmpty } = vocabulary<Inputs>();

export const alarmTopicRules: readonly Rule<Inputs>[] = [
  {
    id: 'AlarmEmailAddresses',
    holds: and(everyMatches(input('alarmEmails'), /^[^@ ]+@[^@ .]+([.][^@ .]+)+$/), distinct(input('alarmEmails'))),
    says: 'alarm_emails must be e-mail addresses, each once',
    fix: 'correct GROUNDWORK_ALARM_EMAILS in config.env',
    meets: [],
  },
  {
    id: 'AlarmProductionRecipient',
    only: 'production',
    holds: notEmpty(input('alarmEmails')),
    says: 'the alarms of production must reach somebody',
    fix: 'name at least one address in GROUNDWORK_ALARM_EMAILS in config.env',
    meets: ['Security Hub CloudWatch.15'],
  },
];
