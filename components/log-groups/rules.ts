import { logRetentionDays } from '../shared/log-retention';
import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { logGroupsSettings } from './props';

type Inputs = SettingValues<typeof logGroupsSettings>;
const { input, oneOf } = vocabulary<Inputs>();

export const logGroupsRules: readonly Rule<Inputs>[] = [
  {
    id: 'LogGroupsRetention',
    holds: oneOf(input('logsRetentionDays'), logRetentionDays),
    says: `the retention of a log must be one that CloudWatch Logs knows: ${logRetentionDays.join(', ')} days`,
    fix: 'set it to the next larger of them',
    meets: ['Amazon CloudWatch Logs API PutRetentionPolicy: retentionInDays', 'CKV_AWS_66'],
  },
];
