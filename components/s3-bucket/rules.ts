import { largestInteger } from '../shared/largest-integer';
import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { s3BucketSettings } from './props';

type Inputs = SettingValues<typeof s3BucketSettings>;
const { input, and, between, whole } = vocabulary<Inputs>();

export const s3BucketRules: readonly Rule<Inputs>[] = [
  {
    id: 'S3NoncurrentVersionRetention',
    holds: and(
      between(input('noncurrentVersionRetentionDays'), 1, largestInteger),
      whole(input('noncurrentVersionRetentionDays')),
    ),
    says: `overwritten objects must be kept for 1 to ${largestInteger} whole days`,
    fix: 'set it to 90, or to as long as a mistake may stay unnoticed',
    meets: ['Amazon S3 API NoncurrentVersionExpiration: NoncurrentDays', 'CKV2_AWS_61'],
  },
];

/** What a bucket is called in the end: known at synthesis, and no variable. */
export interface S3BucketNames {
  readonly bucketName: string;
}

const name = vocabulary<S3BucketNames>();

export const s3BucketNameRules: readonly Rule<S3BucketNames>[] = [
  {
    id: 'S3BucketName',
    checked: 'synthesis',
    holds: name.matches(name.input('bucketName'), /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
    says: 'the name of a bucket, with project, environment, account and region in it, must be 3 to 63 lower-case letters, digits and -',
    fix: 'shorten GROUNDWORK_PROJECT in config.env, or the name that the component gives its bucket',
    meets: ['Amazon S3 bucket naming rules'],
  },
];
