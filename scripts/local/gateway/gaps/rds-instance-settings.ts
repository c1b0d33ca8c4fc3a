import { editXml, succeeded } from '../answers';
import type { Gap } from '../gap';
import { buildXml, text } from '../xml';
import { expectSuccess, first, query, unique } from './probe';
import { databaseInstances } from './rds-resource-ids';

/** Settings of an instance, as a request says them and as the answer does. */
const settings: Readonly<Record<string, string>> = {
  CACertificateIdentifier: 'CACertificateIdentifier',
  MultiAZ: 'MultiAZ',
  MonitoringInterval: 'MonitoringInterval',
  MonitoringRoleArn: 'MonitoringRoleArn',
  EnablePerformanceInsights: 'PerformanceInsightsEnabled',
  PerformanceInsightsKMSKeyId: 'PerformanceInsightsKMSKeyId',
  PerformanceInsightsRetentionPeriod: 'PerformanceInsightsRetentionPeriod',
};

/**
 * What an instance has where nobody says anything. A client that asks for a certificate authority makes the instance,
 * and modifies it when it has another one.
 */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateDBInstance: { CACertificateIdentifier: 'rds-ca-rsa2048-g1' },
  // The standby of its source is none of its own.
  CreateDBInstanceReadReplica: { CACertificateIdentifier: 'rds-ca-rsa2048-g1', MultiAZ: 'false' },
};

/** Certificate authority, standby, enhanced monitoring and Performance Insights are as they were asked for. */
export const rdsInstanceSettings: Gap = {
  id: 'rds-instance-settings',
  service: 'rds',
  operations: [
    'CreateDBInstance',
    'CreateDBInstanceReadReplica',
    'DeleteDBInstance',
    'DescribeDBInstances',
    'ModifyDBInstance',
  ],
  reason:
    'forgets enhanced monitoring and Performance Insights, has a default certificate authority that is none, and gives a replica the standby of its source',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, parameters, forward, store }) => {
    const kept = store.kind('database-settings');
    const answer = await forward();
    if (!succeeded(answer)) return answer;
    const identifier = parameters.get('DBInstanceIdentifier') ?? '';
    if (operation === 'DeleteDBInstance') kept.delete(identifier);
    else if (operation !== 'DescribeDBInstances') {
      const asked = Object.entries(settings).flatMap(([name, shown]) => {
        const value = parameters.get(name);
        return value === null ? [] : [[shown, value]];
      });
      const before: object = JSON.parse(kept.get(identifier) ?? JSON.stringify(defaults[operation] ?? {}));
      kept.set(identifier, JSON.stringify({ ...before, ...Object.fromEntries(asked) }));
    }
    return editXml(answer, (document) => {
      for (const instance of databaseInstances(document, operation))
        Object.assign(instance, JSON.parse(kept.get(text(instance, 'DBInstanceIdentifier') ?? '') ?? '{}'));
      return buildXml(document);
    });
  },
  probe: async (endpoint) => {
    const created = await query(endpoint, 'rds')('CreateDBInstance', {
      DBInstanceIdentifier: unique('probe'),
      DBInstanceClass: 'db.t4g.medium',
      Engine: 'postgres',
      AllocatedStorage: '20',
      MasterUsername: 'dbadmin',
      MasterUserPassword: 'probe-password',
      MonitoringInterval: '60',
      MonitoringRoleArn: 'arn:aws:iam::123456789012:role/monitoring',
      EnablePerformanceInsights: 'true',
    });
    first(expectSuccess(created), 'DBInstanceArn');
    return /<MonitoringInterval>60</.test(created.body) && /<PerformanceInsightsEnabled>true</.test(created.body)
      ? 'closed'
      : 'open';
  },
};
