import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates } from '../index';

export const breaks = 'LaunchTemplateHibernationEnclave';

/** AWS refuses a machine that hibernates and runs enclaves. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    templates: {
      vault: { instanceType: 'm7g.large', hibernation: true, enclave: true, securityGroups: [groups.ec2] },
    },
  });
}
