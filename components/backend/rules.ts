import { largestInteger } from '../shared/largest-integer';
import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { backendSettings } from './props';

type Inputs = SettingValues<typeof backendSettings>;
const { input, and, between, whole } = vocabulary<Inputs>();

export const backendRules: readonly Rule<Inputs>[] = [
  {
    id: 'BackendAccessLogRetention',
    holds: and(between(input('accessLogRetentionDays'), 90, largestInteger), whole(input('accessLogRetentionDays'))),
    says: `the access log of the states must be kept for 90 to ${largestInteger} whole days: a breach is often found months later`,
    fix: 'set access_log_retention_days to 365',
    meets: ['PCI DSS 10.5.1 (three months at hand)', 'Amazon S3 API LifecycleExpiration: Days'],
  },
];
