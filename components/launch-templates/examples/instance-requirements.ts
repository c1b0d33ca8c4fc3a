import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates } from '../index';

/** A group that takes whatever type is cheap and large enough, all of it Spot; nothing is told and little measured. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    enableDetailedMonitoring: false,
    enableInstanceAlarms: false,
    templates: {
      batch: {
        vcpuMin: 2,
        vcpuMax: 8,
        memoryMinMib: 4096,
        memoryMaxMib: 32768,
        burstablePerformance: 'included',
        onDemandPercentage: 0,
        autoScalingGroup: true,
        minSize: 0,
        desiredCapacity: 1,
        maxSize: 20,
        securityGroups: [groups.ec2],
      },
    },
  });
}
