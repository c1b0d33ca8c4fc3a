import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { DbSecret } from '../../db-secret';
import { sampleCode } from '../../lambda-function';
import { RdsInstance } from '../../rds';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { Rotation } from '../index';

/** Two users of a MySQL database who take turns every week, made by a master whose password RDS owns. */
export function example(scope: Construct, environment: Environment): Rotation {
  const egress = 'nat_gateway_shared';
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress, interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const database = new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engine: 'mysql',
    engineVersion: '8.4',
    passwordOwner: 'managed',
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  });
  const secret = new DbSecret(scope, 'Secret', {
    environment,
    name: 'orders-app',
    username: 'app',
    masterSecret: database.masterSecret,
  });
  secret.attachTo(database.address);
  return new Rotation(scope, 'Rotation', {
    environment,
    name: 'orders-app',
    secret,
    database,
    network: {
      vpcId: vpc.vpcId,
      privateSubnetIds: vpc.privateSubnetIds,
      egress,
      interfaceEndpoints: [],
      endpointSecurityGroupId: vpc.endpointSecurityGroupId,
    },
    code: sampleCode,
    alarmTopic,
    rotationDays: 7,
    rotationStrategy: 'alternating-users',
    rotationLogsRetentionDays: 30,
  });
}
