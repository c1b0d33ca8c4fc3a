import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { sampleCode } from '../../lambda-function';
import { RdsInstance } from '../../rds';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { Rotation } from '../index';

/** A database whose application's user gets a new password every thirty days, over an endpoint of Secrets Manager. */
export function example(scope: Construct, environment: Environment): Rotation {
  const interfaceEndpoints = ['secretsmanager'];
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const database = new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engineVersion: '17',
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic,
  });
  return new Rotation(scope, 'Rotation', {
    environment,
    name: 'orders',
    secret: database.masterSecret,
    database,
    network: {
      vpcId: vpc.vpcId,
      privateSubnetIds: vpc.privateSubnetIds,
      egress: 'none',
      interfaceEndpoints,
      endpointSecurityGroupId: vpc.endpointSecurityGroupId,
    },
    code: sampleCode,
    alarmTopic,
  });
}
