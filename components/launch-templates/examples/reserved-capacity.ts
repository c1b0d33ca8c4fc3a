import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates } from '../index';

/** A template for machines in a capacity reservation of one's own; older agents still read metadata without a token. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    enforceImdsv2: false,
    templates: {
      reserved: {
        instanceType: 'm7g.large',
        capacityReservation: 'cr-0123456789abcdef0',
        securityGroups: [groups.ec2],
      },
    },
  });
}
