import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Backup } from '../index';

/** A daily backup of all that has the tag of the environment; in production a weekly and a monthly one besides. */
export function example(scope: Construct, environment: Environment): Backup {
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new Backup(scope, 'Backup', { environment, alarmTopic });
}
