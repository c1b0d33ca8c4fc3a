import type { Suppression } from './suppression';

export const data: readonly Suppression[] = [
  {
    check: 'CKV_AWS_116',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'dev-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
      'staging-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'staging-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
      'prod-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'prod-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
    ],
    reason:
      'Secrets Manager invokes it, waits for the answer and tries again: nothing is lost that a dead-letter queue could keep.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_272',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'dev-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
      'staging-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'staging-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
      'prod-data: aws_lambda_function.Rotation_orders_Function_10EB8255',
      'prod-data: aws_lambda_function.Rotation_catalog_Function_DDCE1337',
    ],
    reason: 'Its hash is in the plan, made from sources of this repository; who may deploy could sign as well.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_304',
    scans: ['synthesized'],
    resources: [
      'dev-data: aws_secretsmanager_secret_rotation.Rotation_orders_785A7135',
      'dev-data: aws_secretsmanager_secret_rotation.Rotation_catalog_3DB65910',
      'staging-data: aws_secretsmanager_secret_rotation.Rotation_orders_785A7135',
      'staging-data: aws_secretsmanager_secret_rotation.Rotation_catalog_3DB65910',
      'prod-data: aws_secretsmanager_secret_rotation.Rotation_orders_785A7135',
      'prod-data: aws_secretsmanager_secret_rotation.Rotation_catalog_3DB65910',
    ],
    reason: 'It rotates every thirty days; the number is a variable, which this scan does not look up.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_293',
    scans: ['synthesized', 'plan'],
    resources: [
      'dev-data: aws_db_instance.Database_orders_FD5E3B32',
      'dev-data: aws_db_instance.Database_catalog_02DC8E8A',
    ],
    reason: 'dev may be destroyed and made again at any time; staging and production are protected.',
    until: '2027-10-31',
  },
  {
    check: 'CKV_AWS_353',
    scans: ['synthesized', 'plan'],
    resources: ['dev-data: aws_db_instance.Database_catalog_02DC8E8A'],
    reason: 'RDS has no Performance Insights for MariaDB on so small an instance.',
    until: '2027-10-31',
  },
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: [
      'dev-data: var.orders_replica_lag_alarm_threshold',
      'dev-data: var.catalog_replica_lag_alarm_threshold',
      'staging-data: var.orders_replica_lag_alarm_threshold',
      'staging-data: var.catalog_replica_lag_alarm_threshold',
      'prod-data: var.orders_replica_lag_alarm_threshold',
      'prod-data: var.catalog_replica_lag_alarm_threshold',
    ],
    reason: 'It is about replicas, and these are none; the variable says so.',
    until: '2027-10-31',
  },
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: [
      'dev-data: var.orders_deletion_protection',
      'dev-data: var.orders_recovery_window_days',
      'dev-data: var.catalog_deletion_protection',
      'dev-data: var.catalog_recovery_window_days',
    ],
    reason: 'Where an environment may be destroyed nothing holds it back, whatever these say.',
    until: '2027-10-31',
  },
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: ['dev-data: var.catalog_performance_insights_retention_days'],
    reason: 'Performance Insights are off there.',
    until: '2027-10-31',
  },
];
