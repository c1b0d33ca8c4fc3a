import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import { Alarms } from '../../components/alarms';
import { Backup } from '../../components/backup';
import { DynamodbTable } from '../../components/dynamodb-table';
import { RdsInstance } from '../../components/rds';
import { Rotation } from '../../components/rotation';
import { settingValues } from '../../components/shared/settings';
import { vpcOutputs, vpcSettings } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import type { Functions } from '../functions';
import { Layer } from './layer';
import { eachOnce } from './named';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

interface Needs {
  readonly network: NetworkLayer;
  readonly security: SecurityLayer;
  readonly functions: Functions;
}

/** What outlives everything else: the databases, the passwords to them, the tables, and the backups of it all. */
export class DataLayer extends Layer {
  readonly databases: readonly RdsInstance[];

  constructor(scope: Construct, definition: EnvironmentDefinition, { network, security, functions }: Needs) {
    super(scope, definition, 'data');
    const vpc = this.read(network.vpc, vpcOutputs);
    const shared = { environment: definition, alarmTopic: this.read(security.alarmTopic, alarmTopicOutputs) };
    new Backup(this, 'Backup', { ...shared, ...definition.backup });
    for (const table of eachOnce(this, definition.tables))
      new DynamodbTable(this, `Table_${table.name}`, { ...shared, ...table });
    // Whether there is a way out is to be known when the function is synthesized, and a state does not say it then.
    const { egress, interfaceEndpoints } = settingValues(vpcSettings, definition.vpc);
    this.databases = eachOnce(this, definition.databases).map(({ name, database: settings, rotation }) => {
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
          code: functions.rotateDbSecret,
        });
      return database;
    });
    new Alarms(this, 'Alarms', { environment: definition, layer: this.layer, alarmTopic: shared.alarmTopic });
  }
}
