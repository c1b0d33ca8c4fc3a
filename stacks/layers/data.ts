import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import type { LambdaCode } from '../../components/lambda-function';
import { RdsInstance, type RdsProps } from '../../components/rds';
import { Rotation, type RotationProps } from '../../components/rotation';
import { settingValues } from '../../components/shared/settings';
import { vpcOutputs, vpcSettings } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

/** A database and the rotation of its master password. */
export interface DatabaseDefinition {
  /** Without project and environment; it begins the names of the variables. */
  readonly name: string;
  readonly database: Omit<RdsProps, 'environment' | 'name' | 'network' | 'alarmTopic' | 'replicaOf'>;
  readonly rotation: Omit<
    RotationProps,
    'environment' | 'name' | 'secret' | 'database' | 'network' | 'code' | 'alarmTopic'
  >;
}

interface Needs {
  readonly network: NetworkLayer;
  readonly security: SecurityLayer;
  /** Bundle of `lambdas/rotate-db-secret`. */
  readonly rotateDbSecret: LambdaCode;
}

/** What outlives everything else: the databases, and the passwords to them. */
export class DataLayer extends Layer {
  constructor(
    scope: Construct,
    definition: EnvironmentDefinition,
    databases: readonly DatabaseDefinition[],
    { network, security, rotateDbSecret }: Needs,
  ) {
    super(scope, definition, 'data');
    const vpc = this.read(network.vpc, vpcOutputs);
    const shared = { environment: definition, alarmTopic: this.read(security.alarmTopic, alarmTopicOutputs) };
    // Whether there is a way out is known when the network is synthesized, and not from its state.
    const { egress, interfaceEndpoints } = settingValues(vpcSettings, definition.vpc);
    for (const { name, database: settings, rotation } of databases) {
      const database = new RdsInstance(this, `Database_${name}`, {
        ...shared,
        ...settings,
        name,
        network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
      });
      if (database.masterSecret.passwordOwner === 'lambda')
        new Rotation(this, `Rotation_${name}`, {
          ...shared,
          ...rotation,
          name,
          secret: database.masterSecret,
          database,
          network: { ...vpc, egress, interfaceEndpoints },
          code: rotateDbSecret,
        });
    }
  }
}
