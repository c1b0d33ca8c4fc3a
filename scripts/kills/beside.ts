import { AutoScalingClient, paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import {
  BackupClient,
  paginateListBackupPlans,
  paginateListBackupSelections,
  paginateListBackupVaults,
} from '@aws-sdk/client-backup';
import { CloudWatchClient, paginateDescribeAlarms, paginateListDashboards } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, paginateListInstanceProfiles, paginateListRoles } from '@aws-sdk/client-iam';
import { KMSClient, paginateListAliases } from '@aws-sdk/client-kms';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import {
  paginateDescribeDBInstances,
  paginateDescribeDBParameterGroups,
  paginateDescribeDBSubnetGroups,
  RDSClient,
} from '@aws-sdk/client-rds';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { paginateListTopics, SNSClient } from '@aws-sdk/client-sns';
import { clientConfig, type Variables } from '../deployment/credentials';
import type { Layer } from '../deployment/environment';

type Ids = readonly (string | undefined)[];

/** What there is of each type in the account, by the id that Terraform knows it by; AWS's own is left out. */
export type Listing = () => Promise<Ids>;

/** The pages of an answer, in one. */
async function all<Page>(pages: AsyncIterable<Page>, ids: (page: Page) => Ids | undefined): Promise<Ids> {
  const found: (string | undefined)[] = [];
  for await (const page of pages) found.push(...(ids(page) ?? []));
  return found;
}

/** Lists what an account has of the types that an environment is made of, but for those of EC2 and keys. */
export function listings(layer: Layer, env: Variables): Readonly<Record<string, Listing>> {
  const of = (service: string) => clientConfig(layer, service, env);
  const scaling = { client: new AutoScalingClient(of('AUTO_SCALING')) };
  const backup = { client: new BackupClient(of('BACKUP')) };
  const cloudwatch = { client: new CloudWatchClient(of('CLOUDWATCH')) };
  const logs = { client: new CloudWatchLogsClient(of('CLOUDWATCH_LOGS')) };
  const dynamodb = { client: new DynamoDBClient(of('DYNAMODB')) };
  const events = new EventBridgeClient(of('EVENTBRIDGE'));
  const iam = { client: new IAMClient(of('IAM')) };
  const kms = { client: new KMSClient(of('KMS')) };
  const lambda = { client: new LambdaClient(of('LAMBDA')) };
  const rds = { client: new RDSClient(of('RDS')) };
  const s3 = new S3Client({ ...of('S3'), forcePathStyle: true });
  const secrets = { client: new SecretsManagerClient(of('SECRETS_MANAGER')) };
  const sns = { client: new SNSClient(of('SNS')) };
  const plans = () =>
    all(paginateListBackupPlans(backup, {}), (page) => page.BackupPlansList?.map((each) => each.BackupPlanId));
  return {
    aws_autoscaling_group: () =>
      all(paginateDescribeAutoScalingGroups(scaling, {}), (page) =>
        page.AutoScalingGroups?.map((each) => each.AutoScalingGroupName),
      ),
    aws_backup_plan: plans,
    aws_backup_selection: async () => {
      const each = (await plans()).map((BackupPlanId) =>
        all(paginateListBackupSelections(backup, { BackupPlanId }), (page) =>
          page.BackupSelectionsList?.map((one) => one.SelectionId),
        ),
      );
      return (await Promise.all(each)).flat();
    },
    aws_backup_vault: () =>
      all(paginateListBackupVaults(backup, {}), (page) => page.BackupVaultList?.map((each) => each.BackupVaultName)),
    aws_cloudwatch_dashboard: () =>
      all(paginateListDashboards(cloudwatch, {}), (page) => page.DashboardEntries?.map((each) => each.DashboardName)),
    aws_cloudwatch_event_rule: async () =>
      ((await events.send(new ListRulesCommand({ Limit: 100 }))).Rules ?? []).map((each) => each.Name),
    aws_cloudwatch_log_group: () =>
      all(paginateDescribeLogGroups(logs, {}), (page) => page.logGroups?.map((each) => each.logGroupName)),
    aws_cloudwatch_metric_alarm: () =>
      all(paginateDescribeAlarms(cloudwatch, { AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] }), (page) =>
        [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])].map((each) => each.AlarmName),
      ),
    aws_db_instance: () =>
      all(paginateDescribeDBInstances(rds, {}), (page) => page.DBInstances?.map((each) => each.DbiResourceId)),
    aws_db_parameter_group: () =>
      all(paginateDescribeDBParameterGroups(rds, {}), (page) =>
        page.DBParameterGroups?.map((each) => each.DBParameterGroupName).filter((name) => !name?.startsWith('default')),
      ),
    aws_db_subnet_group: () =>
      all(paginateDescribeDBSubnetGroups(rds, {}), (page) =>
        page.DBSubnetGroups?.map((each) => each.DBSubnetGroupName),
      ),
    aws_dynamodb_table: () => all(paginateListTables(dynamodb, {}), (page) => page.TableNames),
    aws_iam_instance_profile: () =>
      all(paginateListInstanceProfiles(iam, {}), (page) =>
        page.InstanceProfiles?.map((each) => each.InstanceProfileName),
      ),
    aws_iam_role: () =>
      all(paginateListRoles(iam, {}), (page) =>
        page.Roles?.filter(({ Path }) => !Path?.startsWith('/aws-service-role/')).map((each) => each.RoleName),
      ),
    aws_kms_alias: () =>
      all(paginateListAliases(kms, {}), (page) =>
        page.Aliases?.map((each) => each.AliasName).filter((name) => !name?.startsWith('alias/aws/')),
      ),
    aws_lambda_function: () =>
      all(paginateListFunctions(lambda, {}), (page) => page.Functions?.map((each) => each.FunctionName)),
    aws_s3_bucket: async () => ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map((each) => each.Name),
    aws_secretsmanager_secret: () =>
      all(paginateListSecrets(secrets, {}), (page) => page.SecretList?.map((each) => each.ARN)),
    aws_sns_topic: () => all(paginateListTopics(sns, {}), (page) => page.Topics?.map((each) => each.TopicArn)),
  };
}

/** What the account has in no state. @param owned ids of the states */
export async function besideStates(layer: Layer, owned: ReadonlySet<string>, env: Variables): Promise<string[]> {
  const found = Object.entries(listings(layer, env)).map(async ([type, list]) =>
    (await list()).filter((id) => id === undefined || !owned.has(id)).map((id) => `${type} ${id}`),
  );
  return (await Promise.all(found)).flat();
}
