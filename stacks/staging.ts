import { nonProduction } from './accounts';
import type { Config } from './config';
import type { EnvironmentDefinition } from './definition';
import { carts } from './tables';

const tier = { instanceType: 't4g.medium', minSize: 2, desiredCapacity: 2, maxSize: 4 };

/** Like production in shape, smaller in size. */
export const staging = (config: Config): EnvironmentDefinition => ({
  ...nonProduction(config, 'staging'),
  backend: {},
  vpc: { vpcCidr: '10.20.0.0/16', egress: 'nat_gateway_shared' },
  alarmTopic: { alarmEmails: config.alarmEmails },
  flowLogs: {},
  dashboards: {},
  backup: {},
  databases: [
    { name: 'orders', database: { engineVersion: '17' } },
    { name: 'catalog', database: { engine: 'mariadb', engineVersion: '10.11' } },
  ],
  tables: [carts],
  compute: {
    securityGroups: { enforceNoPublicIngress: true, trustedNetworks: config.trustedNetworks },
    launchTemplates: {},
    web: tier,
    app: tier,
  },
});
