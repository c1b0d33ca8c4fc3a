import { nonProduction } from './accounts';
import type { Config } from './config';
import type { EnvironmentDefinition } from './definition';
import { carts } from './tables';

const tier = { instanceType: 't4g.small', minSize: 1, desiredCapacity: 1, maxSize: 2 };

/** With 1 GiB it admits some 40 connections (MariaDB) or 100 (PostgreSQL). */
const micro = { instanceClass: 'db.t4g.micro', multiAz: false, connectionsAlarmThreshold: 30 };

/** Cheap, and gone without a trace when it is destroyed. */
export const dev = (config: Config): EnvironmentDefinition => ({
  ...nonProduction(config, 'dev'),
  allowDestroys: true,
  backend: {},
  vpc: { vpcCidr: '10.10.0.0/16', egress: 'nat_instance', endpointPlacement: 'one_zone' },
  alarmTopic: { alarmEmails: config.alarmEmails },
  flowLogs: {},
  dashboards: {},
  backup: {},
  databases: [
    { name: 'orders', database: { ...micro, engineVersion: '17' } },
    {
      name: 'catalog',
      database: { ...micro, engine: 'mariadb', engineVersion: '10.11', enablePerformanceInsights: false },
    },
  ],
  tables: [carts],
  compute: {
    securityGroups: { enforceNoPublicIngress: true, trustedNetworks: config.trustedNetworks },
    launchTemplates: {},
    web: tier,
    app: tier,
  },
});
