import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates } from '../index';

/** One machine of each kind: hibernating, with enclaves, in a reservation, as Spot, and an old image on Intel. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  const securityGroups = [groups.ec2];
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    createInstancesFromTemplates: true,
    createInstanceDashboard: true,
    templates: {
      desk: { instanceType: 't4g.large', hibernation: true, rootVolumeSize: 40, securityGroups },
      vault: { instanceType: 'm7g.large', enclave: true, capacityReservation: 'none', securityGroups },
      night: {
        instanceType: 't4g.micro',
        spot: true,
        spotMaxPrice: '0.01',
        spotRequestType: 'persistent',
        spotInterruption: 'stop',
        securityGroups,
      },
      legacy: {
        instanceType: 't3.small',
        imageParameter: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
        rootDeviceName: '/dev/xvda',
        encryptVolumes: false,
        cpuCredits: 'unlimited',
        securityGroups,
      },
    },
  });
}
