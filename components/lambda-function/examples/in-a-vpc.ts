import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { arnOf } from '../../shared/naming';
import { Vpc } from '../../vpc';
import { LambdaFunction, sampleCode } from '../index';

/** A function in private subnets that reads one table, one invocation at a time, and leaves no traces. */
export function example(scope: Construct, environment: Environment): LambdaFunction {
  const vpc = new Vpc(scope, 'Vpc', {
    environment,
    vpcCidr: '10.0.0.0/16',
    egress: 'none',
    interfaceEndpoints: ['kms'],
  });
  const made = new LambdaFunction(scope, 'Function', {
    environment,
    name: 'orders',
    description: 'Counts the orders',
    code: sampleCode,
    timeoutSecs: 60,
    reservedConcurrency: 1,
    enableTracing: false,
    logsRetentionDays: 7,
    environmentVariables: { TABLE: 'orders' },
    statements: [
      {
        sid: 'ReadOrders',
        actions: ['dynamodb:GetItem', 'dynamodb:Query'],
        resources: [arnOf(environment, 'dynamodb', 'table/orders')],
      },
    ],
    network: { vpcId: vpc.vpcId, subnetIds: vpc.privateSubnetIds },
  });
  vpc.endpointConnections.allowDefaultPortFrom(made);
  return made;
}
