import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { RdsInstance } from '../index';

/** A MySQL database that keeps its logs for a year, and whose master password RDS owns. */
export function example(scope: Construct, environment: Environment): RdsInstance {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engine: 'mysql',
    engineVersion: '8.4',
    passwordOwner: 'managed',
    instanceClass: 'db.m7g.large',
    allocatedStorage: 100,
    maxAllocatedStorage: 1000,
    backupRetentionDays: 35,
    performanceInsightsRetentionDays: 731,
    logsRetentionDays: 365,
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  });
}
