import * as backup from 'aws-cdk-lib/aws-backup';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { type Builder, groupId, keyArn, policy, subnetId, tags, topicArn } from './common';

const roleArn = 'arn:aws:iam::111122223333:role/service';
const functionArn = 'arn:aws:lambda:us-west-2:111122223333:function:rotate';
const secretArn = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:orders-a1b2c3';

const tagMap = (component: string) => Object.fromEntries(tags(component).map(({ key, value }) => [key, value]));

/** Databases, the rotation of their passwords, backups. */
export const data: Readonly<Record<string, Builder>> = {
  aws_backup_plan: (scope, id) =>
    new backup.CfnBackupPlan(scope, id, {
      backupPlan: {
        backupPlanName: id,
        backupPlanRule: ['daily', 'weekly', 'monthly'].map((ruleName) => ({
          ruleName,
          targetBackupVault: 'vault',
          scheduleExpression: 'cron(0 3 * * ? *)',
          startWindowMinutes: 60,
          completionWindowMinutes: 360,
          lifecycle: { deleteAfterDays: 35 },
        })),
      },
      backupPlanTags: tagMap('backup'),
    }),
  aws_backup_selection: (scope, id) =>
    new backup.CfnBackupSelection(scope, id, {
      backupPlanId: 'plan',
      backupSelection: {
        selectionName: id,
        iamRoleArn: roleArn,
        listOfTags: [{ conditionKey: 'Backup', conditionType: 'STRINGEQUALS', conditionValue: 'daily' }],
      },
    }),
  aws_backup_vault: (scope, id) =>
    new backup.CfnBackupVault(scope, id, {
      backupVaultName: id,
      encryptionKeyArn: keyArn,
      accessPolicy: policy('backup.amazonaws.com', 'backup:CopyIntoBackupVault'),
      notifications: { backupVaultEvents: ['BACKUP_JOB_FAILED'], snsTopicArn: topicArn },
      backupVaultTags: tagMap('backup'),
    }),
  aws_db_instance: (scope, id) =>
    new rds.CfnDBInstance(scope, id, {
      dbInstanceIdentifier: id.toLowerCase(),
      dbInstanceClass: 'db.t4g.micro',
      engine: 'postgres',
      engineVersion: '17.5',
      allocatedStorage: '20',
      maxAllocatedStorage: 100,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: keyArn,
      masterUsername: 'administrator',
      manageMasterUserPassword: true,
      dbSubnetGroupName: 'isolated',
      dbParameterGroupName: 'forced-tls',
      vpcSecurityGroups: [groupId],
      publiclyAccessible: false,
      backupRetentionPeriod: 7,
      preferredBackupWindow: '03:00-04:00',
      preferredMaintenanceWindow: 'sun:05:00-sun:06:00',
      copyTagsToSnapshot: true,
      deletionProtection: false,
      enableCloudwatchLogsExports: ['postgresql'],
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: keyArn,
      monitoringInterval: 60,
      monitoringRoleArn: roleArn,
      tags: tags('rds'),
    }),
  aws_db_option_group: (scope, id) =>
    new rds.CfnOptionGroup(scope, id, {
      engineName: 'mariadb',
      majorEngineVersion: '10.11',
      optionGroupDescription: 'Auditing',
      optionConfigurations: [{ optionName: 'MARIADB_AUDIT_PLUGIN' }],
      tags: tags('rds'),
    }),
  aws_db_parameter_group: (scope, id) =>
    new rds.CfnDBParameterGroup(scope, id, {
      family: 'postgres17',
      description: 'Forced TLS',
      parameters: { 'rds.force_ssl': '1', log_connections: '1', log_disconnections: '1' },
      tags: tags('rds'),
    }),
  aws_db_subnet_group: (scope, id) =>
    new rds.CfnDBSubnetGroup(scope, id, {
      dbSubnetGroupDescription: 'Isolated subnets',
      subnetIds: [subnetId],
      tags: tags('rds'),
    }),
  aws_lambda_function: (scope, id) =>
    new lambda.CfnFunction(scope, id, {
      functionName: id,
      code: { s3Bucket: 'code', s3Key: 'rotate.zip' },
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      memorySize: 256,
      timeout: 60,
      role: roleArn,
      kmsKeyArn: keyArn,
      environment: { variables: { LOG_LEVEL: 'INFO' } },
      tracingConfig: { mode: 'Active' },
      vpcConfig: { securityGroupIds: [groupId], subnetIds: [subnetId] },
      tags: tags('rotation'),
    }),
  aws_lambda_permission: (scope, id) =>
    new lambda.CfnPermission(scope, id, {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: '111122223333',
    }),
  aws_secretsmanager_secret: (scope, id) =>
    new secretsmanager.CfnSecret(scope, id, {
      name: id,
      description: 'Of the application',
      kmsKeyId: keyArn,
      secretString: '{"username":"application"}',
      tags: tags('db-secret'),
    }),
  aws_secretsmanager_secret_policy: (scope, id) =>
    new secretsmanager.CfnResourcePolicy(scope, id, {
      secretId: secretArn,
      blockPublicPolicy: true,
      resourcePolicy: policy('lambda.amazonaws.com', 'secretsmanager:GetSecretValue'),
    }),
  aws_secretsmanager_secret_rotation: (scope, id) =>
    new secretsmanager.CfnRotationSchedule(scope, id, {
      secretId: secretArn,
      rotationLambdaArn: functionArn,
      rotationRules: { automaticallyAfterDays: 30 },
    }),
};
