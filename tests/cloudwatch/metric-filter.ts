import { type FilterPattern, parseFilterPattern } from './filter-pattern';

/** The settings of a metric filter that decide which number a log event publishes. */
export interface MetricFilter {
  readonly pattern: string;
  /** A number, or a reference to a value of the log event: `1`, `$bytes`, `$.latency`. */
  readonly metricValue: string;
}

/** A metric value that the filter pattern cannot deliver. */
export class MetricValueError extends Error {
  override readonly name = 'MetricValueError';
}

/**
 * Prepares a metric filter: the returned function gives the number that a log event publishes, or `undefined` where
 * the event does not match, or its value is no number (then CloudWatch publishes nothing).
 *
 * @throws FilterPatternError, MetricValueError
 */
export function metricFilter(filter: MetricFilter): (line: string) => number | undefined {
  const pattern: FilterPattern = parseFilterPattern(filter.pattern);
  const fixed = filter.metricValue.startsWith('$') ? undefined : toNumber(filter.metricValue);
  if (Number.isNaN(fixed))
    throw new MetricValueError(`metric value "${filter.metricValue}": expected a number or $field`);
  if (fixed === undefined && !pattern.declares(filter.metricValue)) {
    throw new MetricValueError(`metric value "${filter.metricValue}" is no field of the pattern ${filter.pattern}`);
  }
  return (line) => {
    const match = pattern.match(line);
    if (!match || fixed !== undefined) return match && fixed;
    const value = toNumber(match.value(filter.metricValue) ?? '');
    return Number.isNaN(value) ? undefined : value;
  };
}

/** JavaScript reads a blank as 0. */
function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** A log event with the time that CloudWatch Logs files it under. */
export interface LogEvent {
  /** Unix seconds. */
  readonly time: number;
  readonly message: string;
}

/**
 * What the log events publish in consecutive periods, oldest first.
 *
 * @param start Unix seconds of the first period's beginning
 */
export function publishedValues(
  filter: MetricFilter,
  events: readonly LogEvent[],
  periods: { readonly start: number; readonly periodSecs: number; readonly count: number },
): number[][] {
  const valueIn = metricFilter(filter);
  const values: number[][] = Array.from({ length: periods.count }, () => []);
  for (const { time, message } of events) {
    const value = valueIn(message);
    if (value !== undefined) values[Math.floor((time - periods.start) / periods.periodSecs)]?.push(value);
  }
  return values;
}
