import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import type { AlarmTopicRef } from './alarm';
import type { Component } from './component';
import { regionalName } from './naming';

/** Events that people are told of. */
export interface ToldEvents {
  /** Without project and environment, which are added; the account has one rule of that name in a region. */
  readonly name: string;
  readonly description: string;
  /** Which events, as EventBridge writes it. */
  readonly pattern: object;
  /** Values of the event, by the name that the message has for them. */
  readonly inputPaths: Readonly<Record<string, string>>;
  /** The message; `<name>` is replaced by that value. */
  readonly message: string;
  readonly topic: AlarmTopicRef;
}

/** Sends a message to the topic for every event that matches; returns what must be there before the first one. */
export function tellOfEvents(component: Component, props: ToldEvents): CloudwatchEventTarget {
  const rule = new CloudwatchEventRule(component, 'Events', {
    name: regionalName(component.environment, props.name),
    description: props.description,
    eventPattern: JSON.stringify(props.pattern),
  });
  return new CloudwatchEventTarget(component, 'EventsToTopic', {
    rule: rule.name,
    arn: props.topic.alarmTopicArn,
    targetId: 'alarm-topic',
    inputTransformer: { inputPaths: { ...props.inputPaths }, inputTemplate: JSON.stringify(props.message) },
  });
}
