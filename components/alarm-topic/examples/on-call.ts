import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { AlarmTopic } from '../index';

/** Two mailboxes that are told of every alarm. */
export function example(scope: Construct, environment: Environment): AlarmTopic {
  return new AlarmTopic(scope, 'AlarmTopic', {
    environment,
    alarmEmails: ['oncall@example.com', 'operations@example.com'],
  });
}
