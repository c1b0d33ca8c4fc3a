import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { FlowLogs } from '../index';

/** A year that can be searched and a copy in S3 for longer; a network where many machines are administered over SSH. */
export function example(scope: Construct, environment: Environment): FlowLogs {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new FlowLogs(scope, 'FlowLogs', {
    environment,
    vpc,
    alarmTopic,
    flowLogsRetentionDays: 365,
    enableFlowLogsArchive: true,
    sshAccessAlarmThreshold: 500,
  });
}
