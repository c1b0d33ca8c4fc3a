import type { Environment } from '../shared/environment';
import { type MetricKind, type Offer, offer } from '../shared/metrics';
import type { SettingValues } from '../shared/settings';
import { detectors } from './detectors';
import { flowLogFields, patternName } from './log-format';
import type { flowLogsSettings } from './props';

/** Where records and what is counted of them are; known wherever the environment is. */
export const flowLogsNames = ({ project, name }: Environment) => ({
  logGroup: `/${project}/${name}/flow-logs`,
  namespace: `${project}/${name}/FlowLogs`,
});

/** Logs Insights knows the fields of the default format alone. */
const parseRecords = `parse @message "${flowLogFields.map(() => '*').join(' ')}" as ${flowLogFields.map(patternName).join(', ')}`;

export function flowLogsOffer(environment: Environment, values: SettingValues<typeof flowLogsSettings>): Offer {
  const { logGroup, namespace } = flowLogsNames(environment);
  const kinds = (values.enableFlowLogsAlarms ? detectors : []).map((detector): [string, MetricKind] => [
    detector.id,
    {
      name: detector.metricName,
      statistic: detector.statistic,
      periodSecs: detector.periodSecs,
      unit: detector.unit,
      label: detector.id.replace('-', ' '),
      concern: { above: values[detector.thresholdSetting] },
    },
  ]);
  return offer(
    { id: 'flow-logs', namespace, metrics: Object.fromEntries(kinds) },
    { subject: 'VPC', logGroups: [logGroup], logParse: parseRecords },
  );
}
