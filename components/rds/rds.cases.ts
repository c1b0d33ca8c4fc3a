import type { RuleCases } from '../../tests/support/rule-cases';
import type { rdsSettings } from './props';

export const rdsCases: RuleCases<typeof rdsSettings> = {
  RdsStorageEncrypted: { holds: [{ storageEncrypted: true }], breaks: [{ storageEncrypted: false }] },
  RdsProductionMultiAz: { holds: [{ multiAz: true }], breaks: [{ multiAz: false }] },
  RdsProductionPrivate: { holds: [{ publiclyAccessible: false }], breaks: [{ publiclyAccessible: true }] },
  RdsProductionBackupRetention: {
    holds: [{ backupRetentionDays: 7 }, { backupRetentionDays: 8 }],
    breaks: [{ backupRetentionDays: 6 }, { backupRetentionDays: 1 }],
  },
  RdsProductionDeletionProtection: { holds: [{ deletionProtection: true }], breaks: [{ deletionProtection: false }] },
  RdsProductionInstanceClass: {
    holds: ['db.t3.medium', 'db.t4g.medium', 'db.t3.2xlarge', 'db.m5.large', 'db.r6g.large', 'db.m7i.48xlarge'].map(
      (instanceClass) => ({ instanceClass }),
    ),
    breaks: ['db.t3.small', 'db.t4g.small', 'db.t2.medium', 'db.m4.large', 'db.r4.16xlarge', 'db.x2g.large'].map(
      (instanceClass) => ({ instanceClass }),
    ),
  },
  RdsEngine: {
    holds: [{ engine: 'postgres' }, { engine: 'mysql' }, { engine: 'mariadb' }],
    breaks: [{ engine: 'aurora-postgresql' }, { engine: 'PostgreSQL' }, { engine: '' }],
  },
  RdsEngineVersion: {
    holds: [
      { engineVersion: '14' },
      { engineVersion: '17' },
      { engine: 'mysql', engineVersion: '8.0' },
      { engine: 'mariadb', engineVersion: '10.11' },
    ],
    breaks: [
      { engineVersion: '17.4' },
      { engineVersion: '13' },
      { engineVersion: '' },
      { engine: 'mysql', engineVersion: '17' },
      { engine: 'mariadb', engineVersion: '8.4' },
    ],
  },
  RdsInstanceClass: {
    holds: [{ instanceClass: 'db.t4g.micro' }, { instanceClass: 'db.x2iedn.32xlarge' }],
    breaks: [{ instanceClass: 't4g.medium' }, { instanceClass: 'db.t4g' }, { instanceClass: 'db.T4G.medium' }],
  },
  RdsAllocatedStorage: {
    holds: [{ allocatedStorage: 20 }, { allocatedStorage: 21 }],
    breaks: [{ allocatedStorage: 19 }, { allocatedStorage: 32769 }, { allocatedStorage: 20.5 }],
  },
  RdsStorageAutoscaling: {
    holds: [
      { allocatedStorage: 20, maxAllocatedStorage: 22 },
      { allocatedStorage: 32768, maxAllocatedStorage: 65536 },
    ],
    breaks: [
      { allocatedStorage: 20, maxAllocatedStorage: 21 },
      { allocatedStorage: 32768, maxAllocatedStorage: 36044 },
      { maxAllocatedStorage: 65537 },
      { maxAllocatedStorage: 100.5 },
    ],
  },
  RdsBackupRetention: {
    holds: [{ backupRetentionDays: 1 }, { backupRetentionDays: 35 }],
    breaks: [{ backupRetentionDays: 0 }, { backupRetentionDays: 36 }, { backupRetentionDays: 7.5 }],
  },
  RdsBackupWindow: {
    holds: [{ backupWindow: '09:00-09:30' }, { backupWindow: '23:45-00:15' }],
    breaks: [
      { backupWindow: '09:00-09:29' },
      { backupWindow: '09:00-09:00' },
      { backupWindow: '9:00-10:00' },
      { backupWindow: '09:00-24:00' },
      { backupWindow: 'sun:09:00-sun:10:00' },
      { backupWindow: '' },
    ],
  },
  RdsMaintenanceWindow: {
    holds: [
      { maintenanceWindow: 'sun:10:30-sun:11:00' },
      { maintenanceWindow: 'sat:23:45-sun:00:15' },
      { maintenanceWindow: 'mon:12:00-tue:08:59' },
    ],
    breaks: [
      { maintenanceWindow: 'sun:10:30-sun:10:59' },
      { maintenanceWindow: 'mon:12:00-tue:12:00' },
      { maintenanceWindow: 'mon:12:00-mon:12:00' },
      { maintenanceWindow: 'Sun:10:30-Sun:11:30' },
      { maintenanceWindow: '10:30-11:30' },
      { maintenanceWindow: 'sun:10:30-sun:25:00' },
    ],
  },
  RdsWindowsApart: {
    holds: [
      { backupWindow: '09:00-10:30' },
      { backupWindow: '11:30-12:00' },
      { backupWindow: '23:30-00:30', maintenanceWindow: 'sun:00:30-sun:01:00' },
      { backupWindow: '23:30-00:30', maintenanceWindow: 'sat:23:00-sat:23:30' },
    ],
    breaks: [
      { backupWindow: '09:00-10:31' },
      { backupWindow: '11:29-12:00' },
      { backupWindow: '10:30-11:30' },
      { backupWindow: '08:00-14:00' },
      { backupWindow: '10:40-11:10' },
      { backupWindow: '23:30-00:31', maintenanceWindow: 'sun:00:30-sun:01:00' },
      { backupWindow: '00:00-00:30', maintenanceWindow: 'sat:23:45-sun:00:15' },
    ],
  },
  RdsMonitoringInterval: {
    holds: [{ monitoringIntervalSecs: 1 }, { monitoringIntervalSecs: 60 }],
    breaks: [{ monitoringIntervalSecs: 0 }, { monitoringIntervalSecs: 59 }, { monitoringIntervalSecs: 61 }],
  },
  RdsPerformanceInsightsRetention: {
    holds: [7, 31, 713, 731].map((performanceInsightsRetentionDays) => ({ performanceInsightsRetentionDays })),
    breaks: [0, 8, 30, 32, 712, 730, 744].map((performanceInsightsRetentionDays) => ({
      performanceInsightsRetentionDays,
    })),
  },
  RdsPerformanceInsightsClass: {
    holds: [
      { engine: 'mysql', instanceClass: 'db.t4g.medium' },
      { engine: 'mariadb', instanceClass: 'db.t4g.micro', enablePerformanceInsights: false },
      { engine: 'postgres', instanceClass: 'db.t4g.micro' },
    ],
    breaks: [
      { engine: 'mysql', instanceClass: 'db.t4g.small' },
      { engine: 'mysql', instanceClass: 'db.t3.micro' },
      { engine: 'mariadb', instanceClass: 'db.t2.small' },
    ],
  },
  RdsDatabaseName: {
    holds: [{ databaseName: 'a' }, { databaseName: `a${'_'.repeat(62)}` }, { databaseName: 'App_1' }],
    breaks: [
      { databaseName: '' },
      { databaseName: `a${'_'.repeat(63)}` },
      { databaseName: '1a' },
      { databaseName: 'a-b' },
    ],
  },
  RdsMasterUsername: {
    holds: [{ masterUsername: 'a' }, { masterUsername: `a${'b'.repeat(15)}` }, { masterUsername: 'admins' }],
    breaks: [
      { masterUsername: '' },
      { masterUsername: `a${'b'.repeat(16)}` },
      { masterUsername: 'Admin' },
      { masterUsername: 'admin' },
      { masterUsername: 'rdsadmin' },
      { masterUsername: 'pg_monitor' },
    ],
  },
  RdsPasswordOwner: {
    holds: [{ passwordOwner: 'lambda' }, { passwordOwner: 'managed' }],
    breaks: [{ passwordOwner: 'rds' }, { passwordOwner: '' }],
  },
  RdsProductionAlarms: { holds: [{ enableDatabaseAlarms: true }], breaks: [{ enableDatabaseAlarms: false }] },
  RdsCpuThreshold: {
    holds: [{ cpuAlarmThreshold: 1 }, { cpuAlarmThreshold: 100 }],
    breaks: [{ cpuAlarmThreshold: 0 }, { cpuAlarmThreshold: 101 }],
  },
  RdsFreeStorageThreshold: {
    holds: [{ freeStorageAlarmThreshold: 1 }],
    breaks: [{ freeStorageAlarmThreshold: 0 }, { freeStorageAlarmThreshold: -1 }],
  },
  RdsConnectionsThreshold: {
    holds: [{ connectionsAlarmThreshold: 1 }],
    breaks: [{ connectionsAlarmThreshold: 0 }, { connectionsAlarmThreshold: 0.5 }],
  },
  RdsReplicaLagThreshold: {
    holds: [{ replicaLagAlarmThreshold: 1 }],
    breaks: [{ replicaLagAlarmThreshold: 0 }, { replicaLagAlarmThreshold: 0.5 }],
  },
  RdsReadLatencyThreshold: {
    holds: [{ readLatencyAlarmThreshold: 0.001 }],
    breaks: [{ readLatencyAlarmThreshold: 0 }, { readLatencyAlarmThreshold: 0.0009 }],
  },
  RdsWriteLatencyThreshold: {
    holds: [{ writeLatencyAlarmThreshold: 0.001 }],
    breaks: [{ writeLatencyAlarmThreshold: 0 }, { writeLatencyAlarmThreshold: 0.0009 }],
  },
};
