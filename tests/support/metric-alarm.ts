import { type Variables, withDefault } from '../../scripts/shared/stack-json';
import type { MetricAlarm } from '../cloudwatch/alarm';
import type { Attributes } from './synthesized';

/** What CloudWatch is told of an `aws_cloudwatch_metric_alarm`, with the defaults of its variables. */
export function metricAlarm(attributes: Attributes, variables: Variables | undefined): Required<MetricAlarm> {
  const number = (value: unknown) => Number(withDefault(value, variables));
  return {
    comparisonOperator: attributes.comparison_operator as MetricAlarm['comparisonOperator'],
    threshold: number(attributes.threshold),
    evaluationPeriods: number(attributes.evaluation_periods),
    datapointsToAlarm: number(attributes.datapoints_to_alarm ?? attributes.evaluation_periods),
    treatMissingData: attributes.treat_missing_data as Required<MetricAlarm>['treatMissingData'],
  };
}
