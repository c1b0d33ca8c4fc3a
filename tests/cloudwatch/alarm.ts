export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type Statistic = 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum';

export type ComparisonOperator =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

export interface MetricAlarm {
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  /** N: the most recent data points that are evaluated. */
  readonly evaluationPeriods: number;
  /** M: how many of them must be breaching. @default evaluationPeriods */
  readonly datapointsToAlarm?: number;
  /** @default 'missing' */
  readonly treatMissingData?: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

/** One period's data point; `undefined` is a missing one. */
export type Datapoint = number | undefined;

const breaches: Record<ComparisonOperator, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const statistics: Record<Statistic, (values: readonly number[]) => number> = {
  SampleCount: (values) => values.length,
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The data point of a period from the values published in it; a period without values is missing. */
export function datapoint(statistic: Statistic, values: readonly number[]): Datapoint {
  return values.length === 0 ? undefined : statistics[statistic](values);
}

/**
 * The state of a metric alarm, as "How alarm state is evaluated when data is missing" and "Avoiding premature
 * transitions to alarm state" (Amazon CloudWatch User Guide, AlarmThatSendsEmail) describe it.
 *
 * @param range the data points of the evaluation range, the most recent last. CloudWatch retrieves more of them than
 * `evaluationPeriods`; how many, it does not say (five for three in the documented tables).
 * @param current the state before this evaluation
 */
export function evaluateAlarm(alarm: MetricAlarm, range: readonly Datapoint[], current: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods, treatMissingData = 'missing' } = alarm;
  if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods || range.length < evaluationPeriods) {
    throw new RangeError(
      `1 <= datapointsToAlarm (${datapointsToAlarm}) <= evaluationPeriods (${evaluationPeriods}) <= data points (${range.length}) must hold`,
    );
  }
  const isBreaching = (value: number) => breaches[alarm.comparisonOperator](value, alarm.threshold);
  const real = range.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter(isBreaching).length;
  const missing = evaluationPeriods - real.length;

  if (missing === 0 || breaching >= datapointsToAlarm) return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching < real.length) return 'OK';
  if (treatMissingData === 'ignore') return current;
  if (real.length === 0) return 'INSUFFICIENT_DATA';
  // Nothing but breaching data points, fewer than M: enough only when the oldest of them is M periods old. Before
  // that the documentation rules out ALARM and names no other state, so there is no transition.
  const oldest = range.length - range.findIndex((value) => value !== undefined);
  return oldest >= datapointsToAlarm ? 'ALARM' : current;
}
