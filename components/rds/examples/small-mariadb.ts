import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { RdsInstance } from '../index';

/** A MariaDB database for development: the smallest class, in one zone. */
export function example(scope: Construct, environment: Environment): RdsInstance {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engine: 'mariadb',
    engineVersion: '11.4',
    instanceClass: 'db.t4g.micro',
    multiAz: false,
    backupRetentionDays: 1,
    enablePerformanceInsights: false,
    enableDatabaseAlarms: false,
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  });
}
