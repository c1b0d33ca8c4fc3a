import type { AlarmTopicRef } from '../shared/alarm';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps } from '../shared/settings';
import type { VpcRef } from '../vpc';
import { type Detector, detectors, type ThresholdSetting } from './detectors';

const threshold = ({ metricName, defaultThreshold, unit, periodSecs }: Detector) =>
  amount({
    describes: `At how many of ${metricName} the alarm fires.`,
    unit: `${unit === 'Bytes' ? 'bytes' : 'records'} in ${periodSecs / 60} minutes`,
    default: defaultThreshold,
  });

const thresholds = Object.fromEntries(detectors.map((each) => [each.thresholdSetting, threshold(each)])) as {
  readonly [K in ThresholdSetting]: ReturnType<typeof threshold>;
};

export const flowLogsSettings = {
  enableFlowLogs: flag({
    describes: 'Records who talked to whom in the VPC.',
    default: true,
    fixed: true,
    change: 'to false deletes the log group and what it holds',
  }),
  flowLogsRetentionDays: amount({
    describes: 'How long the records can be searched.',
    unit: 'days, as CloudWatch Logs knows them: 1, 3, 5, 7, 14, 30, 60, 90 …',
    default: 30,
  }),
  flowLogsAggregationInterval: amount({
    describes: 'Over how long the packets of a flow are put into one record.',
    unit: 'seconds, 60 or 600',
    default: 600,
    change: 'replaces the flow log; a few minutes go unrecorded',
  }),
  enableFlowLogsAlarms: flag({
    describes: 'Looks for SSH and RDP attempts, rejected connections, large transfers and port scans.',
    default: true,
    fixed: true,
    change: 'adds or removes the metric filters and alarms',
  }),
  enableFlowLogsArchive: flag({
    describes: 'Keeps a second copy in S3, where years cost little.',
    default: false,
    fixed: true,
    change: 'to false is refused while the bucket is guarded',
  }),
  ...thresholds,
} as const;

export interface FlowLogsProps extends SettingProps<typeof flowLogsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** The network whose traffic is recorded. A change replaces the flow log. */
  readonly vpc: Pick<VpcRef, 'vpcId'>;
  /** Where the alarms go. */
  readonly alarmTopic: AlarmTopicRef;
}
