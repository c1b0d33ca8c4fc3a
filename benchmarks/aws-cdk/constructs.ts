import { CfnResource } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { type Builder, groupId, keyArn, policy, routeTableId, subnetId, tags, topicArn, vpcId } from './common';
import { compute } from './compute';
import { data } from './data';

/** Terraform's kinds that CloudFormation has as properties of another resource, which `typed` sets there. */
export const folded = new Set([
  'aws_backup_vault_notifications',
  'aws_backup_vault_policy',
  'aws_cloudwatch_event_target',
  'aws_default_security_group',
  'aws_iam_role_policy_attachment',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_secretsmanager_secret_version',
]);

/** The peer's typed construct for each of Terraform's kinds. One that is not here becomes an untyped resource. */
export const typed: Readonly<Record<string, Builder>> = {
  ...compute,
  ...data,
  aws_cloudwatch_log_group: (scope, id) =>
    new logs.CfnLogGroup(scope, id, { logGroupName: id, retentionInDays: 30, kmsKeyId: keyArn, tags: tags('logs') }),
  aws_cloudwatch_log_metric_filter: (scope, id) =>
    new logs.CfnMetricFilter(scope, id, {
      logGroupName: 'flow-logs',
      filterPattern: '[version, account, interface, source, destination, from, to = 22, protocol = 6, ...]',
      metricTransformations: [{ metricName: id, metricNamespace: 'FlowLogs', metricValue: '1', defaultValue: 0 }],
    }),
  aws_cloudwatch_metric_alarm: (scope, id) =>
    new cloudwatch.CfnAlarm(scope, id, {
      alarmName: id,
      alarmDescription: 'More attempts than expected',
      namespace: 'FlowLogs',
      metricName: id,
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      threshold: 50,
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: tags('alarms'),
    }),
  aws_dynamodb_table: (scope, id) =>
    new dynamodb.CfnTable(scope, id, {
      tableName: id,
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [{ attributeName: 'LockID', attributeType: 'S' }],
      keySchema: [{ attributeName: 'LockID', keyType: 'HASH' }],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: keyArn },
      tags: tags('backend'),
    }),
  aws_eip: (scope, id) => new ec2.CfnEIP(scope, id, { domain: 'vpc', tags: tags('vpc') }),
  aws_flow_log: (scope, id) =>
    new ec2.CfnFlowLog(scope, id, {
      resourceId: vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestination: 'arn:aws:logs:us-west-2:111122223333:log-group:flow-logs',
      deliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow-logs',
      maxAggregationInterval: 600,
      tags: tags('flow-logs'),
    }),
  aws_iam_instance_profile: (scope, id) => new iam.CfnInstanceProfile(scope, id, { roles: ['nat'] }),
  aws_iam_role: (scope, id) =>
    new iam.CfnRole(scope, id, {
      roleName: id,
      assumeRolePolicyDocument: policy('ec2.amazonaws.com', 'sts:AssumeRole'),
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
      tags: tags('iam'),
    }),
  aws_iam_role_policy: (scope, id) =>
    new iam.CfnRolePolicy(scope, id, {
      policyName: id,
      roleName: 'flow-logs',
      policyDocument: policy('logs.amazonaws.com', 'logs:PutLogEvents'),
    }),
  aws_instance: (scope, id) =>
    new ec2.CfnInstance(scope, id, {
      instanceType: 't4g.nano',
      imageId: 'ami-0a1b2c3d',
      subnetId,
      securityGroupIds: [groupId],
      sourceDestCheck: false,
      iamInstanceProfile: 'nat',
      userData: 'IyEvYmluL2Jhc2g=',
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { encrypted: true, volumeType: 'gp3' } }],
      tags: tags('vpc'),
    }),
  aws_internet_gateway: (scope, id) => new ec2.CfnInternetGateway(scope, id, { tags: tags('vpc') }),
  aws_kms_alias: (scope, id) => new kms.CfnAlias(scope, id, { aliasName: `alias/${id}`, targetKeyId: keyArn }),
  aws_kms_key: (scope, id) =>
    new kms.CfnKey(scope, id, {
      description: 'A key of one use',
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: policy('logs.us-west-2.amazonaws.com', 'kms:Encrypt'),
      tags: tags('kms-key'),
    }),
  aws_nat_gateway: (scope, id) =>
    new ec2.CfnNatGateway(scope, id, { subnetId, allocationId: 'eipalloc-0a1b2c3d', tags: tags('vpc') }),
  aws_network_acl: (scope, id) => new ec2.CfnNetworkAcl(scope, id, { vpcId, tags: tags('vpc') }),
  aws_network_acl_rule: (scope, id) =>
    new ec2.CfnNetworkAclEntry(scope, id, {
      networkAclId: 'acl-0a1b2c3d',
      ruleNumber: 100,
      protocol: -1,
      ruleAction: 'allow',
      cidrBlock: '10.10.0.0/16',
    }),
  aws_route: (scope, id) =>
    new ec2.CfnRoute(scope, id, { routeTableId, destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0a1b2c3d' }),
  aws_route_table: (scope, id) => new ec2.CfnRouteTable(scope, id, { vpcId, tags: tags('vpc') }),
  aws_route_table_association: (scope, id) =>
    new ec2.CfnSubnetRouteTableAssociation(scope, id, { routeTableId, subnetId }),
  aws_s3_bucket: (scope, id) =>
    new s3.CfnBucket(scope, id, {
      bucketName: id.toLowerCase(),
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          {
            bucketKeyEnabled: true,
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
          },
        ],
      },
      lifecycleConfiguration: {
        rules: [
          {
            id: 'old-versions',
            status: 'Enabled',
            noncurrentVersionExpiration: { noncurrentDays: 90 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      loggingConfiguration: { destinationBucketName: 'access-log', logFilePrefix: 'states/' },
      notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      versioningConfiguration: { status: 'Enabled' },
      tags: tags('backend'),
    }),
  aws_s3_bucket_policy: (scope, id) =>
    new s3.CfnBucketPolicy(scope, id, { bucket: 'states', policyDocument: policy('s3.amazonaws.com', 's3:*') }),
  aws_security_group: (scope, id) =>
    new ec2.CfnSecurityGroup(scope, id, { groupDescription: 'Of the endpoints', vpcId, tags: tags('vpc') }),
  aws_sns_topic: (scope, id) =>
    new sns.CfnTopic(scope, id, { topicName: id, kmsMasterKeyId: keyArn, tags: tags('alarm-topic') }),
  aws_sns_topic_policy: (scope, id) =>
    new sns.CfnTopicPolicy(scope, id, {
      topics: [topicArn],
      policyDocument: policy('cloudwatch.amazonaws.com', 'sns:Publish'),
    }),
  aws_sns_topic_subscription: (scope, id) =>
    new sns.CfnSubscription(scope, id, { topicArn, protocol: 'email', endpoint: 'oncall@example.com' }),
  aws_subnet: (scope, id) =>
    new ec2.CfnSubnet(scope, id, {
      vpcId,
      cidrBlock: '10.10.0.0/20',
      availabilityZone: 'us-west-2a',
      mapPublicIpOnLaunch: false,
      tags: tags('vpc'),
    }),
  aws_vpc: (scope, id) =>
    new ec2.CfnVPC(scope, id, {
      cidrBlock: '10.10.0.0/16',
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tags('vpc'),
    }),
  aws_vpc_endpoint: (scope, id) =>
    new ec2.CfnVPCEndpoint(scope, id, {
      vpcId,
      serviceName: 'com.amazonaws.us-west-2.kms',
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: [subnetId],
      securityGroupIds: [groupId],
      policyDocument: policy('kms.amazonaws.com', 'kms:*'),
    }),
  aws_vpc_security_group_egress_rule: (scope, id) =>
    new ec2.CfnSecurityGroupEgress(scope, id, { groupId, ipProtocol: '-1', cidrIp: '0.0.0.0/0', description: 'all' }),
  aws_vpc_security_group_ingress_rule: (scope, id) =>
    new ec2.CfnSecurityGroupIngress(scope, id, {
      groupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIp: '10.10.0.0/16',
      description: 'https',
    }),
};

/** A resource that the table above has no construct for: less work for the peer, as nothing of it is checked. */
export const untyped: Builder = (scope, id) =>
  new CfnResource(scope, id, {
    type: 'Groundwork::Benchmark::Resource',
    properties: { Name: id, Tags: tags('other') },
  });
