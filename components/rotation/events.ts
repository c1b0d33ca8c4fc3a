import type { ITerraformDependable } from 'cdktf';
import type { AlarmTopicRef } from '../shared/alarm';
import type { Component } from '../shared/component';
import { tellOfEvents } from '../shared/tell-of-events';

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
): ITerraformDependable {
  return tellOfEvents(component, {
    name: `${name}-rotation`,
    description: `Rotations of the secret ${name}`,
    pattern: rotationPattern(secretArn),
    inputPaths: {
      event: '$.detail.eventName',
      secret: '$.detail.additionalEventData.SecretId',
      time: '$.time',
      reason: '$.detail.errorMessage',
    },
    message: '<event> at <time>: <secret> <reason>',
    topic,
  });
}
