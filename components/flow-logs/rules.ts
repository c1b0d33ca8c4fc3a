import { logRetentionDays } from '../shared/log-retention';
import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { detectors } from './detectors';
import type { flowLogsSettings } from './props';

type Inputs = SettingValues<typeof flowLogsSettings>;
const { input, and, atLeast, is, oneOf, value, whole } = vocabulary<Inputs>();

const pascal = (id: string) => id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

export const flowLogsRules: readonly Rule<Inputs>[] = [
  {
    id: 'FlowLogsProductionEnabled',
    only: 'production',
    holds: is(input('enableFlowLogs'), true),
    says: 'production must have flow logs: without them nobody can tell afterwards what an intruder reached',
    fix: 'set enable_flow_logs to true',
    meets: ['Security Hub EC2.6', 'CIS AWS 3.7', 'CKV2_AWS_11'],
  },
  {
    id: 'FlowLogsProductionAlarms',
    only: 'production',
    holds: is(input('enableFlowLogsAlarms'), true),
    says: 'production must have the alarms on its flow logs',
    fix: 'set enable_flow_logs_alarms to true',
    meets: [],
  },
  {
    id: 'FlowLogsRetention',
    holds: oneOf(input('flowLogsRetentionDays'), logRetentionDays),
    says: `the retention of flow logs must be one that CloudWatch Logs knows: ${logRetentionDays.join(', ')} days`,
    fix: 'set flow_logs_retention_days to the next larger of them',
    meets: ['Amazon CloudWatch Logs API PutRetentionPolicy: retentionInDays'],
  },
  {
    id: 'FlowLogsAggregationInterval',
    holds: oneOf(input('flowLogsAggregationInterval'), [60, 600]),
    says: 'the aggregation interval of flow logs must be 60 or 600 seconds',
    fix: 'set flow_logs_aggregation_interval to 600, or to 60 to see more detail at a higher price',
    meets: ['Amazon EC2 API CreateFlowLogs: MaxAggregationInterval'],
  },
  ...detectors.map(
    ({ id, thresholdSetting }): Rule<Inputs> => ({
      id: `FlowLogs${pascal(id)}Threshold`,
      holds: and(atLeast(input(thresholdSetting), value(1)), whole(input(thresholdSetting))),
      says: `the threshold of the alarm for ${id.replace('-', ' ')} must be a whole number, 1 or more: at 0 it would always fire`,
      fix: 'raise it, or take all alarms out with enable_flow_logs_alarms',
      meets: [],
    }),
  ),
];
