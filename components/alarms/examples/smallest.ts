import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { FlowLogs } from '../../flow-logs';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { Alarms } from '../index';

/** A network whose five detectors are rolled up into one alarm. */
export function example(scope: Construct, environment: Environment): Alarms {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  new FlowLogs(scope, 'FlowLogs', { environment, vpc, alarmTopic });
  return new Alarms(scope, 'Alarms', { environment, layer: 'network', alarmTopic });
}
