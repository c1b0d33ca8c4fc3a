import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { s3BucketSettings } from './props';

type Inputs = SettingValues<typeof s3BucketSettings>;
const { input, and, atLeast, value, whole } = vocabulary<Inputs>();

export const s3BucketRules: readonly Rule<Inputs>[] = [
  {
    id: 'S3NoncurrentVersionRetention',
    holds: and(
      atLeast(input('noncurrentVersionRetentionDays'), value(1)),
      whole(input('noncurrentVersionRetentionDays')),
    ),
    says: 'overwritten objects must be kept for a whole number of days, 1 or more',
    fix: 'set it to 90, or to as long as a mistake may stay unnoticed',
    meets: ['Amazon S3 API NoncurrentVersionExpiration: NoncurrentDays', 'CKV2_AWS_61'],
  },
];
