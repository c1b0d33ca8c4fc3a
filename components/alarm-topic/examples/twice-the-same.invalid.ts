import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { AlarmTopic } from '../index';

export const breaks = 'AlarmEmailAddresses';

/** One address would get every alarm twice, from one subscription that Terraform would fight over. */
export function example(scope: Construct, environment: Environment): AlarmTopic {
  return new AlarmTopic(scope, 'AlarmTopic', {
    environment,
    alarmEmails: ['oncall@example.com', 'oncall@example.com'],
  });
}
