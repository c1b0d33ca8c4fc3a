import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { FlowLogs } from '../index';

/** Thirty days that can be searched, and five detectors that tell the topic. */
export function example(scope: Construct, environment: Environment): FlowLogs {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16' });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new FlowLogs(scope, 'FlowLogs', { environment, vpc, alarmTopic });
}
