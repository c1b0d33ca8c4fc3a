import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { AlarmTopicRef } from '../shared/alarm';
import type { Component } from '../shared/component';
import { regionalName } from '../shared/naming';

/**
 * What Secrets Manager tells of a rotation. It is no call of anybody, so it comes as a service event, with the secret
 * among the additional data; a trail must record management events for it to come at all.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
 */
export const rotationPattern = (secretArn: string) => ({
  source: ['aws.secretsmanager'],
  'detail-type': ['AWS Service Event via CloudTrail'],
  detail: {
    eventSource: ['secretsmanager.amazonaws.com'],
    eventName: ['RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned'],
    additionalEventData: { SecretId: [secretArn] },
  },
});

/** Tells the topic of every rotation of a secret: that it began, and how it ended. */
export function tellOfRotations(
  component: Component,
  name: string,
  secretArn: string,
  topic: AlarmTopicRef,
): CloudwatchEventTarget {
  const rule = new CloudwatchEventRule(component, 'Events', {
    name: regionalName(component.environment, `${name}-rotation`),
    description: `Rotations of the secret ${name}`,
    eventPattern: JSON.stringify(rotationPattern(secretArn)),
  });
  return new CloudwatchEventTarget(component, 'EventsToTopic', {
    rule: rule.name,
    arn: topic.alarmTopicArn,
    targetId: 'alarm-topic',
    inputTransformer: {
      inputPaths: {
        event: '$.detail.eventName',
        secret: '$.detail.additionalEventData.SecretId',
        time: '$.time',
        reason: '$.detail.errorMessage',
      },
      inputTemplate: '"<event> at <time>: <secret> <reason>"',
    },
  });
}
