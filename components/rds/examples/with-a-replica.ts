import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { RdsInstance } from '../index';

/** A database and a copy of it for reading, whose lag is watched. */
export function example(scope: Construct, environment: Environment): RdsInstance {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const shared = {
    environment,
    engineVersion: '17',
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  };
  const source = new RdsInstance(scope, 'Database', { ...shared, name: 'orders' });
  return new RdsInstance(scope, 'Replica', { ...shared, name: 'orders-reader', multiAz: false, replicaOf: source });
}
