import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { SecurityGroups } from '../index';

/** The internet is kept out, also when the partner's range, which a variable brings, says otherwise; not recorded. */
export function example(scope: Construct, environment: Environment): SecurityGroups {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const partner = new TerraformVariable(scope, 'partner_cidr', {
    type: 'string',
    description: 'Range that the partner comes from.',
    default: '198.51.100.0/24',
    nullable: false,
  });
  return new SecurityGroups(scope, 'SecurityGroups', {
    environment,
    vpc,
    alarmTopic,
    enforceNoPublicIngress: true,
    enableSecurityGroupLogging: false,
    enableSecurityGroupAlarms: false,
    peers: {
      partner: [
        { name: 'partner', cidr: partner.stringValue },
        { name: 'partner-lower', cidr: '0.0.0.0/1' },
      ],
    },
    groups: {
      gateway: {
        rules: [
          {
            direction: 'ingress',
            protocol: 'tcp',
            fromPort: 443,
            peer: 'partner',
            describes: 'HTTPS from the partner',
          },
        ],
      },
    },
  });
}
