import type { RuleCases } from '../../tests/support/rule-cases';
import type { securityGroupsSettings } from './props';

export const securityGroupsCases: RuleCases<typeof securityGroupsSettings> = {
  SecurityGroupTrustedNetworks: {
    holds: [
      { trustedNetworks: [] },
      { trustedNetworks: ['198.51.100.0/24', '203.0.113.7/32', '2001:db8::/32', '2001:db8::1/128'] },
    ],
    breaks: [
      { trustedNetworks: ['198.51.100.1/24'] },
      { trustedNetworks: ['198.51.100.0/24', '198.51.100.0/24'] },
      { trustedNetworks: ['300.51.100.0/24'] },
      { trustedNetworks: ['2001:db8:0::/32'] },
      { trustedNetworks: ['2001:db8::1/64'] },
    ],
  },
  SecurityGroupTrustedSize: {
    holds: [{ trustedNetworks: ['11.0.0.0/8'] }, { trustedNetworks: ['2001::/16'] }],
    breaks: [
      { trustedNetworks: ['10.0.0.0/7'] },
      { trustedNetworks: ['0.0.0.0/0'] },
      { trustedNetworks: ['0.0.0.0/1', '128.0.0.0/1'] },
      { trustedNetworks: ['2000::/15'] },
      { trustedNetworks: ['::/0'] },
    ],
  },
  SecurityGroupDatabaseEngines: {
    holds: [{ databaseEngines: [] }, { databaseEngines: ['postgres', 'mysql'] }],
    breaks: [{ databaseEngines: ['oracle'] }, { databaseEngines: ['mysql', 'mysql'] }],
  },
  SecurityGroupProductionAlarms: {
    holds: [{ enableSecurityGroupAlarms: true }],
    breaks: [{ enableSecurityGroupAlarms: false }],
  },
  SecurityGroupAlarmsNeedLog: {
    holds: [
      { enableSecurityGroupAlarms: false, enableSecurityGroupLogging: false },
      { enableSecurityGroupAlarms: false, enableSecurityGroupLogging: true },
    ],
    breaks: [{ enableSecurityGroupAlarms: true, enableSecurityGroupLogging: false }],
  },
  SecurityGroupLogRetention: {
    holds: [{ logRetentionDays: 1 }, { logRetentionDays: 3653 }],
    breaks: [{ logRetentionDays: 0 }, { logRetentionDays: 89 }, { logRetentionDays: 3654 }],
  },
};
