import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { Alarms } from '../../alarms';
import { FlowLogs } from '../../flow-logs';
import type { Environment } from '../../shared/environment';
import { offersOf } from '../../shared/metrics';
import { Vpc } from '../../vpc';
import { Dashboards } from '../index';

/** Dashboards of a network with its flow log: infrastructure and security, since there is nothing for the others. */
export function example(scope: Construct, environment: Environment): Dashboards {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  new FlowLogs(scope, 'FlowLogs', { environment, vpc, alarmTopic });
  new Alarms(scope, 'Alarms', { environment, layer: 'network', alarmTopic });
  return new Dashboards(scope, 'Dashboards', { environment, offers: offersOf(scope) });
}
