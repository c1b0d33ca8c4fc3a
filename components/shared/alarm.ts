import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Component } from './component';
import { regionalName } from './naming';

/** What an alarm needs of a topic: where it sends, and that the topic lets CloudWatch send. */
export interface AlarmTopicRef {
  readonly alarmTopicArn: string;
}

export interface AlarmProps {
  /** Without project and environment, which the kit adds. */
  readonly name: string;
  /** What it means, and what to do about it: whoever is woken reads this first. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  /** Plain names where they are known: what an alarm refers to is made before it is destroyed, as the alarm is. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount';
  readonly periodSecs: number;
  readonly comparison:
    | 'GreaterThanOrEqualToThreshold'
    | 'GreaterThanThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly threshold: number;
  /** How many periods it looks at. */
  readonly evaluationPeriods: number;
  /** How many of those must breach. @default all of them */
  readonly datapointsToAlarm?: number;
  /** What no data means here. There is no default: it is a decision. */
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  readonly topic: AlarmTopicRef;
}

/**
 * An alarm that tells the topic when it begins and when it ends. CloudWatch deletes none that a composite alarm names, and
 * Terraform changes that one first only where this one is made before it is destroyed.
 */
export function metricAlarm(component: Component, id: string, props: AlarmProps): CloudwatchMetricAlarm {
  return new CloudwatchMetricAlarm(component, id, {
    alarmName: regionalName(component.environment, props.name),
    alarmDescription: props.description,
    namespace: props.namespace,
    metricName: props.metricName,
    dimensions: props.dimensions,
    statistic: props.statistic,
    period: props.periodSecs,
    comparisonOperator: props.comparison,
    threshold: props.threshold,
    evaluationPeriods: props.evaluationPeriods,
    datapointsToAlarm: props.datapointsToAlarm,
    treatMissingData: props.missingData,
    alarmActions: [props.topic.alarmTopicArn],
    okActions: [props.topic.alarmTopicArn],
    lifecycle: { createBeforeDestroy: true },
  });
}
