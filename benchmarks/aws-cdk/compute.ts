import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as logs from 'aws-cdk-lib/aws-logs';
import { type Builder, groupId, keyArn, policy, subnetId, tags, topicArn } from './common';

const widget = (title: string) => ({
  type: 'metric',
  width: 8,
  height: 6,
  properties: {
    title,
    region: 'us-west-2',
    view: 'timeSeries',
    period: 300,
    metrics: [['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'orders', { stat: 'Average', label: 'orders' }]],
  },
});

/** Machines, and what watches them. */
export const compute: Readonly<Record<string, Builder>> = {
  aws_autoscaling_group: (scope, id) =>
    new autoscaling.CfnAutoScalingGroup(scope, id, {
      minSize: '1',
      maxSize: '2',
      desiredCapacity: '1',
      vpcZoneIdentifier: [subnetId],
      healthCheckType: 'EC2',
      healthCheckGracePeriod: 300,
      launchTemplate: { launchTemplateId: 'lt-0a1b2c3d', version: '1' },
      metricsCollection: [{ granularity: '1Minute' }],
      tags: tags('compute').map((tag) => ({ ...tag, propagateAtLaunch: true })),
    }),
  aws_cloudwatch_composite_alarm: (scope, id) =>
    new cloudwatch.CfnCompositeAlarm(scope, id, {
      alarmName: id,
      alarmDescription: 'Any of the alarms below it',
      alarmRule: 'ALARM("one") OR ALARM("two") OR ALARM("three")',
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: tags('alarms'),
    }),
  aws_cloudwatch_dashboard: (scope, id) =>
    new cloudwatch.CfnDashboard(scope, id, {
      dashboardName: id,
      dashboardBody: JSON.stringify({ widgets: Array.from({ length: 12 }, (_, index) => widget(`widget ${index}`)) }),
    }),
  aws_cloudwatch_event_rule: (scope, id) =>
    new events.CfnRule(scope, id, {
      name: id,
      description: 'What somebody has to hear of',
      eventPattern: { source: ['aws.rds'], 'detail-type': ['RDS DB Instance Event'], detail: { SourceType: ['x'] } },
      state: 'ENABLED',
      targets: [{ id: 'topic', arn: topicArn, retryPolicy: { maximumRetryAttempts: 3 } }],
    }),
  aws_cloudwatch_log_resource_policy: (scope, id) =>
    new logs.CfnResourcePolicy(scope, id, {
      policyName: id,
      policyDocument: JSON.stringify(policy('events.amazonaws.com', 'logs:PutLogEvents')),
    }),
  aws_launch_template: (scope, id) =>
    new ec2.CfnLaunchTemplate(scope, id, {
      launchTemplateName: id,
      launchTemplateData: {
        imageId: 'ami-0a1b2c3d',
        instanceType: 't4g.small',
        ebsOptimized: true,
        userData: 'IyEvYmluL2Jhc2g=',
        iamInstanceProfile: { arn: 'arn:aws:iam::111122223333:instance-profile/web' },
        blockDeviceMappings: [
          { deviceName: '/dev/xvda', ebs: { encrypted: true, kmsKeyId: keyArn, volumeSize: 20, volumeType: 'gp3' } },
        ],
        metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
        monitoring: { enabled: true },
        networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: false, groups: [groupId] }],
        tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags: tags('compute') })),
      },
    }),
};
