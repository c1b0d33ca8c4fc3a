import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { SecurityGroups } from '../index';

/** Groups for machines, a PostgreSQL database and functions; their changes are recorded. */
export function example(scope: Construct, environment: Environment): SecurityGroups {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
}
