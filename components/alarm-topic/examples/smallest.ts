import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { AlarmTopic } from '../index';

/** A topic for the alarms of an environment, that nobody is subscribed to yet. */
export function example(scope: Construct, environment: Environment): AlarmTopic {
  return new AlarmTopic(scope, 'AlarmTopic', { environment });
}
