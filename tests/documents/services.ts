/** How types of the provider begin, and the prefix that the actions of their service have in IAM. The first one holds. */
const prefixes: readonly (readonly [type: RegExp, service: string])[] = [
  [/^aws_autoscaling_/, 'autoscaling'],
  [/^aws_backup_/, 'backup'],
  [/^aws_cloudwatch_event_/, 'events'],
  [/^aws_cloudwatch_log_/, 'logs'],
  [/^aws_cloudwatch_/, 'cloudwatch'],
  [/^aws_db_/, 'rds'],
  [/^aws_dynamodb_/, 'dynamodb'],
  [/^aws_iam_/, 'iam'],
  [/^aws_kms_/, 'kms'],
  [/^aws_lambda_/, 'lambda'],
  [/^aws_s3_/, 's3'],
  [/^aws_secretsmanager_/, 'secretsmanager'],
  [/^aws_sns_/, 'sns'],
  [/^aws_ssm_/, 'ssm'],
  [
    /^aws_(availability_zones|default_security_group|eip|flow_log|instance|internet_gateway|launch_template|nat_gateway|network_acl|prefix_list|route|security_group|subnet|vpc)(_|$)/,
    'ec2',
  ],
];

/** The service of a type, as its actions have it in IAM. @throws for one that nobody has thought of */
export function serviceOf(type: string): string {
  const [, service] = prefixes.find(([begin]) => begin.test(type)) ?? [];
  if (!service)
    throw new Error(
      `${type}: say in tests/documents/services.ts which prefix its actions have, and in docs/guides/ci.md`,
    );
  return service;
}
