import type { BackupChoice } from '../shared/backup-tag';
import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { amount, type SettingProps } from '../shared/settings';

export const s3BucketSettings = {
  noncurrentVersionRetentionDays: amount({
    describes: 'How long an overwritten or deleted object can be brought back.',
    unit: 'days, 1 or more',
    default: 90,
  }),
} as const;

/** What happens to an object as it grows old. */
export interface ObjectAging {
  /** Age at which objects move to a cheaper class, in days; from the youngest to the oldest. @default none moves */
  readonly transitions?: readonly { readonly afterDays: number; readonly storageClass: 'STANDARD_IA' | 'GLACIER' }[];
  /** Age at which objects are deleted, in days. @default never */
  readonly expireAfterDays?: number;
}

/** What a component says about a bucket of its own. */
export interface S3BucketProps extends SettingProps<typeof s3BucketSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project, environment, account and region, which are added; it also begins the names of the variables.
   * A change replaces the bucket.
   */
  readonly name: string;
  /** ARN of the key that encrypts what is stored. @default the key that S3 itself manages, which log delivery needs */
  readonly keyArn?: string;
  /** Bucket that receives the access log, under this bucket's name. @default none */
  readonly accessLogBucket?: { readonly bucketName: string };
  /** What happens to objects as they grow old. @default they stay as they are */
  readonly aging?: ObjectAging;
  /**
   * Whether the backup plan of the environment takes it in, for a bucket whose objects nothing makes anew.
   * @default nothing is said: it holds no data of its own
   */
  readonly backup?: BackupChoice;
  /** What others may do, besides IAM; `bucketArn` is the bucket's. @default nothing */
  readonly grants?: (bucketArn: string) => readonly Statement[];
}
