import type { Suppression } from './suppression';

export const observability: readonly Suppression[] = [
  {
    check: 'CKV_AWS_338',
    scans: ['plan'],
    resources: [
      'dev-observability: aws_cloudwatch_log_group.FlowLogs_LogGroup_D4502E73',
      'staging-observability: aws_cloudwatch_log_group.FlowLogs_LogGroup_D4502E73',
    ],
    reason: 'What flow logs record of an environment without customers is of use for a month, and dear for a year.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_338',
    scans: ['plan'],
    resources: ['prod-observability: aws_cloudwatch_log_group.FlowLogs_LogGroup_D4502E73'],
    reason:
      'Ninety days can be searched; the copy in S3 stays for as long as nobody deletes it, at a tenth of the price.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_18',
    scans: ['synthesized', 'plan'],
    resources: ['prod-observability: aws_s3_bucket.FlowLogs_Archive_CB30D344'],
    reason:
      'One service delivers into it and no role of ours reads it: the access log would be a log of that delivery.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_144',
    scans: ['synthesized', 'plan'],
    resources: ['prod-observability: aws_s3_bucket.FlowLogs_Archive_CB30D344'],
    reason: 'It is a second copy already, and records traffic of this region, which is of little use without it.',
    until: '2027-10-31',
  },
];
