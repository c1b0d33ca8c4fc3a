import { type AlarmTopicRef, metricAlarm } from '../shared/alarm';
import type { Component } from '../shared/component';
import { table } from '../shared/metrics';
import type { Declared } from '../shared/settings';
import type { dynamodbTableSettings } from './props';

interface Watched {
  /** As people call the table. */
  readonly name: string;
  readonly tableName: string;
  readonly indexNames: readonly string[];
  readonly operations: readonly string[];
  readonly thresholds: Pick<
    Declared<typeof dynamodbTableSettings>['variables'],
    'systemErrorAlarmThreshold' | 'throttleAlarmThreshold'
  >;
  readonly topic: AlarmTopicRef;
}

const every = {
  namespace: table.namespace,
  statistic: 'Sum',
  periodSecs: 300,
  comparison: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods: 1,
  // Nothing is sent where nothing went wrong.
  missingData: 'notBreaching',
} as const;

const throttles = { read: table.metrics.readThrottles.name, write: table.metrics.writeThrottles.name } as const;

/**
 * Alarms on requests that are throttled, of the table and of each index apart, as CloudWatch counts them, and on those
 * that DynamoDB fails, by operation.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function watch(component: Component, props: Watched): void {
  const { name, tableName, topic, thresholds } = props;
  for (const index of [undefined, ...props.indexNames])
    for (const [kind, metricName] of Object.entries(throttles)) {
      const id = [index, kind].filter(Boolean).join('-');
      metricAlarm(component, `Alarm_throttled-${id}`, {
        ...every,
        name: `${name}-table-throttled-${id}`,
        description:
          `${kind === 'read' ? 'Reads' : 'Writes'} of ${index ? `the index ${index} of ` : ''}the table ${name} were throttled. ` +
          'An on-demand table grows with its load, to twice the last peak within half an hour: a sudden rush, or one ' +
          'hot key that everybody asks for, is more than it takes. Find the key with Contributor Insights; spread or ' +
          'cache it. Clients that try again with a delay lose nothing.',
        metricName,
        dimensions: index ? { TableName: tableName, GlobalSecondaryIndexName: index } : { TableName: tableName },
        threshold: thresholds.throttleAlarmThreshold,
        topic,
      });
    }
  for (const operation of props.operations)
    metricAlarm(component, `Alarm_failed-${operation}`, {
      ...every,
      name: `${name}-table-failed-${operation}`,
      description:
        `DynamoDB itself failed ${operation} on the table ${name}. Look at the AWS Health Dashboard for the region; ` +
        'there is nothing to mend here but clients that do not try again.',
      metricName: 'SystemErrors',
      dimensions: { TableName: tableName, Operation: operation },
      threshold: thresholds.systemErrorAlarmThreshold,
      topic,
    });
}
