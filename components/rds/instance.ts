import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { ITerraformDependable } from 'cdktf';
import type { DbSecret } from '../db-secret';
import type { Component } from '../shared/component';
import type { Declared, SettingValues } from '../shared/settings';
import type { Engine, EngineName } from './engines';
import type { RdsProps, rdsSettings } from './props';

export interface InstanceProps {
  readonly identifier: string;
  readonly engineName: EngineName;
  readonly engine: Engine;
  readonly values: SettingValues<typeof rdsSettings>;
  readonly variables: Declared<typeof rdsSettings>['variables'];
  readonly replicaOf: RdsProps['replicaOf'];
  /** Secret of the master user, where it is ours. */
  readonly secret: DbSecret | undefined;
  readonly keyArn: string;
  readonly securityGroupId: string;
  readonly subnetGroupName: string | undefined;
  readonly parameterGroupName: string;
  readonly optionGroupName: string | undefined;
  readonly monitoringRoleArn: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The instance itself: its own settings are variables, what it is made of comes with the props. */
export function databaseInstance(component: Component, props: InstanceProps): DbInstance {
  const { engine, values, variables, keyArn } = props;
  return new DbInstance(component, 'Resource', {
    identifier: props.identifier,
    ...origin(props),
    instanceClass: variables.instanceClass,
    storageType: 'gp3',
    maxAllocatedStorage: variables.maxAllocatedStorage,
    storageEncrypted: variables.storageEncrypted,
    port: engine.port,
    vpcSecurityGroupIds: [props.securityGroupId],
    publiclyAccessible: variables.publiclyAccessible,
    multiAz: variables.multiAz,
    caCertIdentifier: 'rds-ca-rsa2048-g1',
    parameterGroupName: props.parameterGroupName,
    optionGroupName: props.optionGroupName,
    iamDatabaseAuthenticationEnabled: variables.iamAuthentication,
    enabledCloudwatchLogsExports: [...engine.logExports],
    monitoringInterval: variables.monitoringIntervalSecs,
    monitoringRoleArn: props.monitoringRoleArn,
    performanceInsightsEnabled: values.enablePerformanceInsights,
    ...(values.enablePerformanceInsights && {
      performanceInsightsKmsKeyId: keyArn,
      performanceInsightsRetentionPeriod: variables.performanceInsightsRetentionDays,
    }),
    autoMinorVersionUpgrade: variables.autoMinorVersionUpgrade,
    // Another major version is asked for by another engineVersion; without this RDS would refuse it.
    allowMajorVersionUpgrade: true,
    applyImmediately: variables.applyImmediately,
    backupRetentionPeriod: variables.backupRetentionDays,
    backupWindow: variables.backupWindow,
    maintenanceWindow: variables.maintenanceWindow,
    copyTagsToSnapshot: true,
    ...guards(component, props),
    dependsOn: [...props.dependsOn],
  });
}

/** A replica takes users, databases, storage, key and subnets from its source; a database of its own is told. */
function origin(props: InstanceProps): Partial<DbInstanceConfig> {
  const { engineName, values, variables, replicaOf, secret, keyArn } = props;
  if (replicaOf) return { replicateSourceDb: replicaOf.databaseIdentifier };
  return {
    dbSubnetGroupName: props.subnetGroupName,
    kmsKeyId: keyArn,
    engine: engineName,
    engineVersion: values.engineVersion,
    allocatedStorage: variables.allocatedStorage,
    dbName: variables.databaseName,
    username: variables.masterUsername,
    ...(secret
      ? { password: secret.initialPassword }
      : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn }),
  };
}

function guards({ environment }: Component, { identifier, variables, secret }: InstanceProps) {
  const { allowDestroys } = environment;
  return {
    deletionProtection: allowDestroys ? false : variables.deletionProtection,
    skipFinalSnapshot: allowDestroys,
    finalSnapshotIdentifier: allowDestroys ? undefined : `${identifier}-final`,
    deleteAutomatedBackups: allowDestroys,
    lifecycle: {
      preventDestroy: !allowDestroys,
      // The first rotation has replaced it.
      ignoreChanges: secret ? ['password'] : undefined,
    },
  };
}
