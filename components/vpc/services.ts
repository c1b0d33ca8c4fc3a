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
  // Systems Manager agent and patch baselines
  `amazon-ssm-${region}`,
  `aws-ssm-${region}`,
  `patch-baseline-snapshot-${region}`,
  // CloudWatch agent
  `amazoncloudwatch-agent-${region}`,
  // image layers of ECR
  `prod-${region}-starport-layer-bucket`,
];
