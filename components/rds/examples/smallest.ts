import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { RdsInstance } from '../index';

/** A PostgreSQL database in isolated subnets, with a secret for its master user. */
export function example(scope: Construct, environment: Environment): RdsInstance {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engineVersion: '17',
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  });
}
