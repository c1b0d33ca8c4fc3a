import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Alarms } from '../index';

export const breaks = 'AlarmHasAction';

/** An alarm that nobody hears of. */
export function example(scope: Construct, environment: Environment): Alarms {
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  new CloudwatchMetricAlarm(scope, 'Silent', {
    alarmName: 'silent',
    alarmDescription: 'The disk is full. Empty it.',
    comparisonOperator: 'GreaterThanThreshold',
    namespace: 'CWAgent',
    metricName: 'disk_used_percent',
    statistic: 'Maximum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 90,
    treatMissingData: 'missing',
  });
  return new Alarms(scope, 'Alarms', { environment, layer: 'compute', alarmTopic });
}
