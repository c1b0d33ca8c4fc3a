import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { kmsKeySettings } from './props';

type Inputs = SettingValues<typeof kmsKeySettings>;
const { input, between, whole, and } = vocabulary<Inputs>();

export const kmsKeyRules: readonly Rule<Inputs>[] = [
  {
    id: 'KmsKeyDeletionWindow',
    holds: and(between(input('keyDeletionWindowDays'), 7, 30), whole(input('keyDeletionWindowDays'))),
    says: 'the deletion window of a key must be 7 to 30 whole days',
    fix: 'set it to 30, which leaves the most time to notice a mistake',
    meets: ['AWS KMS API ScheduleKeyDeletion: PendingWindowInDays'],
  },
  {
    id: 'KmsKeyRotationPeriod',
    holds: and(between(input('keyRotationPeriodDays'), 90, 2560), whole(input('keyRotationPeriodDays'))),
    says: 'the rotation period of a key must be 90 to 2560 whole days',
    fix: 'set it to 365',
    meets: ['AWS KMS API EnableKeyRotation: RotationPeriodInDays', 'Security Hub KMS.4', 'CIS AWS 3.6', 'CKV_AWS_7'],
  },
];
