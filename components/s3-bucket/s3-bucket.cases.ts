import type { RuleCases } from '../../tests/support/rule-cases';
import type { s3BucketSettings } from './props';

export const s3BucketCases: RuleCases<typeof s3BucketSettings> = {
  S3NoncurrentVersionRetention: {
    holds: [{ noncurrentVersionRetentionDays: 1 }, { noncurrentVersionRetentionDays: 2_147_483_647 }],
    breaks: [
      { noncurrentVersionRetentionDays: 0 },
      { noncurrentVersionRetentionDays: 1.5 },
      { noncurrentVersionRetentionDays: 2_147_483_648 },
    ],
  },
};
