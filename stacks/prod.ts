import { production } from './accounts';
import type { Config } from './config';
import type { EnvironmentDefinition } from './definition';
import { carts } from './tables';

const database = { instanceClass: 'db.m7g.large', backupRetentionDays: 35, logsRetentionDays: 365 };
const tier = { instanceType: 'm7g.large', minSize: 3, desiredCapacity: 3, maxSize: 6 };

/** The one that customers use: every rule that is for production alone holds here. */
export const prod = (config: Config): EnvironmentDefinition => ({
  ...production(config, 'prod'),
  backend: { stateVersionRetentionDays: 365 },
  vpc: { vpcCidr: '10.30.0.0/16', zoneCount: 3, egress: 'nat_gateway_per_zone' },
  alarmTopic: { alarmEmails: config.alarmEmails },
  flowLogs: { flowLogsRetentionDays: 90, enableFlowLogsArchive: true },
  dashboards: {},
  backup: {},
  databases: [
    { name: 'orders', database: { ...database, engineVersion: '17' } },
    { name: 'catalog', database: { ...database, engine: 'mariadb', engineVersion: '10.11' } },
  ],
  tables: [carts],
  compute: {
    securityGroups: { enforceNoPublicIngress: true, trustedNetworks: config.trustedNetworks, logRetentionDays: 365 },
    launchTemplates: { defaultDisableApiTermination: true },
    web: tier,
    app: tier,
  },
});
