import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { metricAlarm } from '../../shared/alarm';
import type { Environment } from '../../shared/environment';
import { Alarms } from '../index';

/** More alarms than one rule takes: they are rolled up in groups, and the groups once more. */
export function example(scope: Construct, environment: Environment): Alarms {
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  for (let queue = 0; queue < 101; queue++)
    metricAlarm(alarmTopic, `Alarm_${queue}`, {
      name: `queue-${queue}`,
      description: 'Messages wait for more than five minutes. See whether their consumer runs, and start it again.',
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: `queue-${queue}` },
      statistic: 'Maximum',
      periodSecs: 300,
      comparison: 'GreaterThanThreshold',
      threshold: 300,
      evaluationPeriods: 1,
      missingData: 'notBreaching',
      topic: alarmTopic,
    });
  return new Alarms(scope, 'Alarms', { environment, layer: 'queues', alarmTopic });
}
