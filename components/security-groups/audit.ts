import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy';
import { KmsKey } from '../kms-key';
import { type AlarmTopicRef, metricAlarm } from '../shared/alarm';
import type { Component } from '../shared/component';
import { logGroupUsage } from '../shared/iam/log-group-usage';
import { policyDocument } from '../shared/iam/policy-document';
import { arnOf, regionalName } from '../shared/naming';
import { changePattern, permissiveChanges } from './changes';
import { changesNames } from './metrics';

const id = 'security-group-changes';

/** Records every change of a security group in a log group; returns that. */
export function recordChanges(component: Component, retentionInDays: number): CloudwatchLogGroup {
  const { environment } = component;
  const name = changesNames(environment).logGroup;
  const key = new KmsKey(component, 'Key', {
    environment,
    name: id,
    description: 'Changes of security groups in CloudWatch Logs',
    usage: [logGroupUsage(environment, name)],
  });
  const logGroup = new CloudwatchLogGroup(component, 'Changes', { name, retentionInDays, kmsKeyId: key.keyArn });
  const rule = new CloudwatchEventRule(component, 'ChangeRule', {
    name: regionalName(environment, id),
    description: 'Every change of a security group, as CloudTrail records it',
    eventPattern: JSON.stringify(changePattern),
  });
  const principals = { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] };
  const policy = new CloudwatchLogResourcePolicy(component, 'ChangeDelivery', {
    policyName: regionalName(environment, id),
    policyDocument: policyDocument(
      {
        sid: 'CreateStreams',
        actions: ['logs:CreateLogStream'],
        resources: [`${logGroup.arn}:*`],
        principals,
      },
      {
        sid: 'WriteEvents',
        actions: ['logs:PutLogEvents'],
        resources: [`${logGroup.arn}:*`],
        principals,
        // EventBridge says whose event it is when it writes, not yet when it makes the stream.
        conditions: {
          ArnEquals: { 'aws:SourceArn': arnOf(environment, 'events', `rule/${regionalName(environment, id)}`) },
        },
      },
    ),
  });
  new CloudwatchEventTarget(component, 'ChangeTarget', {
    rule: rule.name,
    targetId: 'log-group',
    arn: logGroup.arn,
    dependsOn: [policy],
  });
  return logGroup;
}

/** Tells the topic of changes that open a group to the world. */
export function alarmOnPermissive(component: Component, logGroupName: string, topic: AlarmTopicRef): void {
  const { namespace } = changesNames(component.environment);
  for (const { id: change, metricName, description, filters } of permissiveChanges) {
    for (const [name, pattern] of Object.entries(filters))
      new CloudwatchLogMetricFilter(component, `Filter_${change}_${name}`, {
        name: `${change}-${name}`,
        logGroupName,
        pattern,
        metricTransformation: { namespace, name: metricName, value: '1', defaultValue: '0', unit: 'Count' },
      });
    metricAlarm(component, `Alarm_${change}`, {
      name: change,
      description,
      namespace,
      metricName,
      statistic: 'Sum',
      periodSecs: 300,
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      // Nobody changes anything most of the time.
      missingData: 'notBreaching',
      topic,
    });
  }
}
