import { database, type Offer, offer } from '../shared/metrics';
import type { SettingValues } from '../shared/settings';
import type { Engine } from './engines';
import type { rdsSettings } from './props';

export interface DatabaseShown {
  readonly name: string;
  readonly identifier: string;
  readonly isReplica: boolean;
  readonly engine: Pick<Engine, 'logExports'>;
  readonly values: SettingValues<typeof rdsSettings>;
}

/** Metrics of an instance, with the concerns that its alarms have. */
export const databaseOffer = ({ name, identifier, isReplica, engine, values }: DatabaseShown): Offer =>
  offer(database, {
    subject: name,
    except: isReplica ? [] : ['replicaLag'],
    dimensions: { DBInstanceIdentifier: identifier },
    thresholds: {
      cpu: values.cpuAlarmThreshold,
      freeStorage: values.freeStorageAlarmThreshold,
      connections: values.connectionsAlarmThreshold,
      readLatency: values.readLatencyAlarmThreshold,
      writeLatency: values.writeLatencyAlarmThreshold,
      replicaLag: values.replicaLagAlarmThreshold,
    },
    logGroups: engine.logExports.map((log) => `/aws/rds/instance/${identifier}/${log}`),
  });
