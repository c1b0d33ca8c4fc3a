/** Whatever AWS does not charge, by why. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'IAM is free': [
    'aws_iam_instance_profile',
    'aws_iam_openid_connect_provider',
    'aws_iam_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_iam_role_policy_attachment',
  ],
  'a network is free; what passes its gateways and endpoints is charged': [
    'aws_default_security_group',
    'aws_network_acl',
    'aws_network_acl_rule',
    'aws_route',
    'aws_route_table',
    'aws_route_table_association',
    'aws_security_group',
    'aws_subnet',
    'aws_vpc',
    'aws_vpc_security_group_egress_rule',
    'aws_vpc_security_group_ingress_rule',
  ],
  'a setting of a bucket, which is charged': [
    'aws_s3_bucket_lifecycle_configuration',
    'aws_s3_bucket_logging',
    'aws_s3_bucket_notification',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_policy',
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_versioning',
  ],
  'a name of a key, which is charged': ['aws_kms_alias'],
  'a setting of a database, which is charged': ['aws_db_option_group', 'aws_db_parameter_group', 'aws_db_subnet_group'],
  'notices of databases are free; the topic that they go to is charged': ['aws_db_event_subscription'],
  'a setting of a secret, which is charged': [
    'aws_secretsmanager_secret_policy',
    'aws_secretsmanager_secret_rotation',
    'aws_secretsmanager_secret_version',
  ],
  'a permission of a function, which is charged': ['aws_lambda_permission'],
  'a permission of log groups, which are charged': ['aws_cloudwatch_log_resource_policy'],
  'events of AWS services are free, and so is their delivery to targets in the account': [
    'aws_cloudwatch_event_rule',
    'aws_cloudwatch_event_target',
  ],
  'a setting of a topic, which is charged': ['aws_sns_topic_policy'],
  'a description of machines, which are charged where they are started': ['aws_launch_template'],
  'a vault is free; recovery points are charged with the plan that makes them': [
    'aws_backup_selection',
    'aws_backup_vault',
    'aws_backup_vault_lock_configuration',
    'aws_backup_vault_notifications',
    'aws_backup_vault_policy',
  ],
};

/** Types of resources that AWS does not charge, each with why. */
export const free: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, types]) => types.map((type) => [type, reason] as const)),
);
