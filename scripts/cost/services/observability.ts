import { type Assume, type Calculator, type Charge, charge, type Service } from '../charge';
import { NotPriced } from '../not-priced';
import { prices } from '../prices/table';
import type { Block } from '../synthesized/block';
import type { Resource } from '../synthesized/resource';

/** What CloudWatch Logs stores of a GB that was written: AWS's own examples compress so. */
const COMPRESSED = 0.15;
const DAYS_A_MONTH = 365 / 12;

/** Storage of a group that so many GB are written to each month, once the first of them are deleted. */
function* storage(group: Resource, service: Service, gigabytes: number, assume: Assume): Iterable<Charge> {
  // 0 is Terraform's word for ever.
  const days = group.number('retention_in_days', 0) || 365 * assume('log_years');
  const stored = gigabytes * COMPRESSED * (days / DAYS_A_MONTH);
  yield charge(service, `storage of ${days} days`, stored, prices.logStorage);
}

/** What flow logs write to it is charged with them. */
const logGroup: Calculator = function* (resource, assume) {
  if (resource.isReferredTo('aws_flow_log', 'log_destination')) return;
  const infrequent = resource.text('log_group_class', 'STANDARD') === 'INFREQUENT_ACCESS';
  const gigabytes = assume('log_gb');
  const ingestion = infrequent ? prices.logIngestionInfrequent : prices.logIngestion;
  yield charge('CloudWatch logs', 'written', gigabytes, ingestion);
  yield* storage(resource, 'CloudWatch logs', gigabytes, assume);
};

/** What it writes to a bucket is stored at the price of the bucket. */
const flowLog: Calculator = function* (resource, assume) {
  const gigabytes = assume('flow_log_gb');
  const to = resource.text('log_destination_type', 'cloud-watch-logs');
  if (to === 's3') {
    yield charge('Flow logs', 'written to S3', gigabytes, prices.vendedLogsToS3);
    if (resource.blocks('destination_options').some((each) => each.text('file_format', 'plain-text') === 'parquet'))
      yield charge('Flow logs', 'written as Parquet', gigabytes, prices.vendedLogsAsParquet);
    return;
  }
  if (to !== 'cloud-watch-logs') throw new NotPriced(`the table has no price for flow logs to ${to}`);
  yield charge('Flow logs', 'written to CloudWatch', gigabytes, prices.vendedLogsToCloudwatch);
  const group = resource.follow(resource, 'log_destination', 'aws_cloudwatch_log_group');
  if (!group) throw new NotPriced('how long its log group keeps it is not known: it is not one of the same layer');
  yield* storage(group, 'Flow logs', gigabytes, assume);
};

/** By metric, also of those that an expression reads; of a band three: the metric and its two limits. */
const alarm: Calculator = function* (resource) {
  const queries = resource.blocks('metric_query');
  const metrics = queries.filter((each) => each.has('metric')).length || 1;
  const band = resource.has('threshold_metric_id') ? 2 : 0;
  const [measured = resource]: readonly Block[] = queries.flatMap((each) => each.blocks('metric'));
  const high = measured.number('period', 60) < 60;
  const each = high ? prices.alarmMetricHighResolution : prices.alarmMetric;
  yield charge('CloudWatch alarms', high ? 'metrics, high resolution' : 'metrics', metrics + band, each);
};

/** The metrics that a filter publishes; several filters may add to one metric, which the first of them is charged for. */
const metricFilter: Calculator = function* (resource) {
  const siblings = resource.siblings;
  const earlier = siblings.slice(
    0,
    siblings.findIndex(({ id }) => id === resource.id),
  );
  const known = new Set(earlier.flatMap(metricsOf));
  const own = metricsOf(resource).filter((metric) => !known.has(metric));
  if (own.length > 0) yield charge('CloudWatch metrics', 'of log groups', own.length, prices.customMetric);
};

const metricsOf = (filter: Resource) =>
  filter.blocks('metric_transformation').map((each) => `${each.written('namespace')}/${each.written('name')}`);

export const observability: Readonly<Record<string, Calculator>> = {
  aws_cloudwatch_composite_alarm: () => [charge('CloudWatch alarms', 'composite', 1, prices.compositeAlarm)],
  aws_cloudwatch_dashboard: () => [charge('CloudWatch dashboards', 'dashboard', 1, prices.dashboard)],
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_log_metric_filter: metricFilter,
  aws_cloudwatch_metric_alarm: alarm,
  aws_flow_log: flowLog,
};
