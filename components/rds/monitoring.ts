import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { type AlarmTopicRef, metricAlarm } from '../shared/alarm';
import type { Component } from '../shared/component';
import { serviceRole } from '../shared/iam/service-role';
import { arnOf } from '../shared/naming';
import type { Declared } from '../shared/settings';
import { databaseAlarms, replicationAlarm } from './alarms';
import type { EngineName } from './engines';
import { tellOfDatabase } from './events';
import type { rdsSettings } from './props';

/** Role of enhanced monitoring, which writes to one log group that all instances of a region share. */
export function monitoringRole(component: Component, name: string, identifier: string): IamRole {
  const { environment } = component;
  const logGroup = arnOf(environment, 'logs', 'log-group:RDSOSMetrics');
  return serviceRole(component, 'MonitoringRole', {
    name: `${name}-monitoring`,
    description: `Enhanced monitoring of the database ${name}`,
    service: 'monitoring.rds.amazonaws.com',
    sourceArn: arnOf(environment, 'rds', `db:${identifier}`),
    statements: [
      {
        sid: 'LogGroup',
        actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
        // CloudWatch Logs knows a group by both, and asks for most actions by the longer one.
        // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
        resources: [logGroup, `${logGroup}:*`],
      },
      {
        sid: 'LogStreams',
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
        resources: [`${logGroup}:log-stream:*`],
      },
    ],
  });
}

export interface WatchProps {
  readonly name: string;
  /** Identifier of the instance, which alarms must not refer to: its replacement has the same. */
  readonly identifier: string;
  readonly instance: DbInstance;
  readonly engineName: EngineName;
  readonly isReplica: boolean;
  readonly thresholds: Declared<typeof rdsSettings>['variables'];
  readonly topic: AlarmTopicRef;
}

/** Tells of what happens to an instance, and of how it is. */
export function watch(component: Component, props: WatchProps): void {
  const { name, identifier, instance, engineName, isReplica, thresholds, topic } = props;
  tellOfDatabase(component, name, instance.identifier, topic);
  const ofInstance = (id: string) => ({
    name: `${name}-db-${id}`,
    namespace: 'AWS/RDS',
    dimensions: { DBInstanceIdentifier: identifier },
    topic,
  });
  for (const { id, thresholdSetting, onlyReplicas, ...alarm } of databaseAlarms)
    if (isReplica || !onlyReplicas)
      metricAlarm(component, `Alarm_${id}`, { ...alarm, ...ofInstance(id), threshold: thresholds[thresholdSetting] });
  const { id, ...stopped } = replicationAlarm;
  if (isReplica && engineName !== 'postgres') metricAlarm(component, `Alarm_${id}`, { ...stopped, ...ofInstance(id) });
}
