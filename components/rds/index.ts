import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { type DatabaseAddress, DbSecret, type ManagedSecret } from '../db-secret';
import { KmsKey } from '../kms-key';
import { LogGroups } from '../log-groups';
import { markForBackup } from '../shared/backup-tag';
import { Component } from '../shared/component';
import type { Connectable, Connections } from '../shared/connections';
import { holdRules } from '../shared/hold-rules';
import type { Offer, Offering } from '../shared/metrics';
import { accountWideName, camelCase, regionalName } from '../shared/naming';
import { expose } from '../shared/outputs';
import { type Declared, declareSettings } from '../shared/settings';
import { type EngineName, engines } from './engines';
import { connectionsOf, optionGroup, parameterGroup, subnetGroup } from './groups';
import { databaseInstance } from './instance';
import { databaseOffer } from './metrics';
import { monitoringRole, watch } from './monitoring';
import { type RdsRef, rdsOutputs } from './outputs';
import { type RdsProps, rdsSettings } from './props';
import { rdsNameRules, rdsRules } from './rules';

export { type RdsRef, rdsOutputs } from './outputs';
export { type DatabaseNetwork, type RdsProps, type ReplicaSource, rdsSettings } from './props';
export { rdsNameRules, rdsRules } from './rules';

type Variables = Declared<typeof rdsSettings>['variables'];

/** A PostgreSQL, MySQL or MariaDB instance that speaks TLS alone, is watched, and admits whom it is told to. */
export class RdsInstance extends Component implements RdsRef, Connectable, Offering {
  readonly databaseIdentifier: string;
  readonly databaseArn: string;
  readonly databaseResourceId: string;
  readonly databaseAddress: string;
  readonly databasePort: string;
  readonly databaseName: string;
  readonly databaseSecurityGroupId: string;
  readonly databaseKeyArn: string;
  readonly databaseSecretArn: string;
  readonly connections: Connections;
  /** Port that it listens on. */
  readonly port: number;
  /** Where it listens, for the secrets of other users. */
  readonly address: DatabaseAddress;
  /** Secret of the master user, which a replica shares with its source: for its rotation, and for users that take turns. */
  readonly masterSecret: DbSecret | ManagedSecret;

  /** Metrics and logs. */
  readonly offers: () => readonly Offer[];

  constructor(scope: Construct, id: string, props: RdsProps) {
    super(scope, id, 'rds', props.environment);
    const { environment, name, replicaOf } = props;
    const prefix = camelCase(name);
    const { values, variables } = declareSettings(this, rdsSettings, props, rdsRules, { prefix });
    const identifier = regionalName(environment, name);
    holdRules(this, rdsNameRules, {
      databaseIdentifier: identifier,
      monitoringRoleName: accountWideName(environment, `${name}-monitoring`),
    });

    const engineName = values.engine as EngineName;
    const engine = engines[engineName];
    this.port = engine.port;
    this.connections = connectionsOf(this, name, props.network, engine.port);
    this.databaseSecurityGroupId = this.connections.securityGroupId;
    this.databaseKeyArn = replicaOf?.databaseKeyArn ?? this.key(name);
    const secret = replicaOf || values.passwordOwner !== 'lambda' ? undefined : this.ownSecret(name, variables);
    const logs = new LogGroups(this, 'Logs', {
      environment,
      name: `${name}-db`,
      description: `Logs of the database ${name}`,
      logsRetentionDays: props.logsRetentionDays,
      logGroups: Object.fromEntries(engine.logExports.map((log) => [log, `/aws/rds/instance/${identifier}/${log}`])),
    });

    const groups = { name, engineName, engine, engineVersion: values.engineVersion };
    const instance = databaseInstance(this, {
      identifier,
      engineName,
      engine,
      values,
      variables,
      replicaOf,
      secret,
      keyArn: this.databaseKeyArn,
      securityGroupId: this.databaseSecurityGroupId,
      subnetGroupName: replicaOf ? undefined : subnetGroup(this, name, props.network).name,
      parameterGroupName: parameterGroup(this, groups).name,
      optionGroupName: optionGroup(this, groups)?.name,
      monitoringRoleArn: monitoringRole(this, name, identifier).arn,
      // RDS would make log groups of its own, which keep everything for ever under a key of AWS's.
      dependsOn: logs.groups,
    });
    if (!replicaOf) markForBackup(instance, environment, props.backup);
    this.databaseIdentifier = instance.identifier;
    this.databaseArn = instance.arn;
    this.databaseResourceId = instance.resourceId;
    this.databaseAddress = instance.address;
    this.databasePort = Token.asString(instance.port);
    this.databaseName = replicaOf?.databaseName ?? variables.databaseName;
    this.address = { engine: engineName, host: instance.address, port: instance.port, dbname: this.databaseName };
    secret?.attachTo(this.address, instance.password);
    this.masterSecret = replicaOf?.masterSecret ?? secret ?? this.managedSecret(instance);
    this.databaseSecretArn = this.masterSecret.secretArn;
    if (values.enableDatabaseAlarms)
      watch(this, {
        name,
        identifier,
        instance,
        engineName,
        isReplica: replicaOf !== undefined,
        thresholds: variables,
        topic: props.alarmTopic,
      });
    this.offers = () => [databaseOffer({ name, identifier, values, isReplica: replicaOf !== undefined, engine })];
    expose(this, rdsOutputs, this, prefix);
  }

  private key(name: string): string {
    return new KmsKey(this, 'Key', {
      environment: this.environment,
      name: `${name}-db`,
      description: `Storage, snapshots and Performance Insights of the database ${name}`,
    }).keyArn;
  }

  private ownSecret(name: string, { masterUsername }: Variables): DbSecret {
    return new DbSecret(this, 'Secret', { environment: this.environment, name, username: masterUsername });
  }

  /** The secret that RDS makes: one of ours has nothing to do there. */
  private managedSecret(instance: DbInstance): ManagedSecret {
    return {
      secretArn: instance.masterUserSecret.get(0).secretArn,
      keyArn: this.databaseKeyArn,
      passwordOwner: 'managed',
    };
  }
}
