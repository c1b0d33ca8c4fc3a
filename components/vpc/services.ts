import { patchBuckets } from './patch-buckets';

/** The AWS services that can be reached without the internet, through an interface endpoint. */
export const interfaceServices = [
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'lambda',
  'logs',
  'kms',
  'sts',
] as const;

/**
 * AWS's own buckets that machines in the VPC read through the S3 endpoint; nobody here owns them, so they cannot be
 * admitted by account. The names are documented with the service that reads them.
 */
export const awsOwnedBuckets = (region: string): readonly string[] => [
  // Amazon Linux 2023 packages
  `al2023-repos-${region}-de612dc2`,
  // Systems Manager: its agent, documents and packages
  `amazon-ssm-${region}`,
  `amazon-ssm-packages-${region}`,
  `aws-ssm-${region}`,
  `aws-ssm-distributor-file-${region}`,
  `aws-ssm-document-attachments-${region}`,
  `${region}-birdwatcher-prod`,
  ...patchBuckets(region),
  // CloudWatch agent
  `amazoncloudwatch-agent-${region}`,
  // image layers of ECR
  `prod-${region}-starport-layer-bucket`,
];
