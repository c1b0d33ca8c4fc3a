import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { SecurityGroups } from '../index';

export const breaks = 'SecurityGroupPublicIngress';

/** Neither half is the internet; both together are. */
export function example(scope: Construct, environment: Environment): SecurityGroups {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new SecurityGroups(scope, 'SecurityGroups', {
    environment,
    vpc,
    alarmTopic,
    enforceNoPublicIngress: true,
    peers: {
      partners: [
        { name: 'partner-a', cidr: '0.0.0.0/1' },
        { name: 'partner-b', cidr: '128.0.0.0/1' },
      ],
    },
    groups: {
      gateway: {
        rules: [
          { direction: 'ingress', protocol: 'tcp', fromPort: 22, peer: 'partners', describes: 'SSH of partners' },
        ],
      },
    },
  });
}
