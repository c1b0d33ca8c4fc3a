import type { RuleCases } from '../../tests/support/rule-cases';
import type { alarmTopicSettings } from './props';

export const alarmTopicCases: RuleCases<typeof alarmTopicSettings> = {
  AlarmEmailAddresses: {
    holds: [
      { alarmEmails: [] },
      { alarmEmails: ['a@b.c'] },
      { alarmEmails: ['on.call+dev@mail.example.com', 'a@b.c'] },
    ],
    breaks: [
      { alarmEmails: ['oncall'] },
      { alarmEmails: ['oncall@localhost'] },
      { alarmEmails: ['oncall@example.'] },
      { alarmEmails: ['two words@example.com'] },
      { alarmEmails: ['a@b.c', 'a@b.c'] },
    ],
  },
  AlarmProductionRecipient: {
    holds: [{ alarmEmails: ['oncall@example.com'] }],
    breaks: [{ alarmEmails: [] }],
  },
};
