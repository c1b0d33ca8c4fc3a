import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates } from '../index';

/** Nothing is made; the templates wait in the code. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    enableLaunchTemplates: false,
    templates: { web: { instanceType: 't4g.small', securityGroups: [groups.ec2] } },
  });
}
