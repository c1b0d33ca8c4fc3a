import type { Suppression } from './suppression';

export const backend: readonly Suppression[] = [
  {
    check: 'CKV_AWS_144',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-backend: aws_s3_bucket.Backend_States_93496501',
      'dev-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
      'staging-backend: aws_s3_bucket.Backend_States_93496501',
      'staging-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
      'prod-backend: aws_s3_bucket.Backend_States_93496501',
      'prod-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
    ],
    reason:
      'A state describes resources of one region and is of no use where they are not; versions and S3 over three zones protect it from loss.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_145',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
      'staging-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
      'prod-backend: aws_s3_bucket.Backend_AccessLogs_7B3E1D41',
    ],
    reason:
      'S3 delivers access logs to no bucket whose default encryption is a KMS key: SSE-S3 is all that it supports.',
    until: '2027-10-31',
  },
];
