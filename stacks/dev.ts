import { nonProduction } from './accounts';
import type { Config } from './config';
import type { EnvironmentDefinition } from './definition';
import { carts } from './tables';

const tier = { instanceType: 't4g.small', minSize: 1, desiredCapacity: 1, maxSize: 2 };

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
    { name: 'orders', database: { engineVersion: '17', instanceClass: 'db.t4g.micro', multiAz: false } },
    {
      name: 'catalog',
      database: {
        engine: 'mariadb',
        engineVersion: '10.11',
        instanceClass: 'db.t4g.micro',
        multiAz: false,
        enablePerformanceInsights: false,
      },
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
