import { describe, expect, test } from 'vitest';
import { datapoint, evaluateAlarm, type MetricAlarm } from '../../tests/cloudwatch/alarm';
import { type LogEvent, metricFilter, publishedValues } from '../../tests/cloudwatch/metric-filter';
import { type Detector, type DetectorId, detectors } from './detectors';
import { recordedLines, withField } from './fixtures/recorded-lines';
import { flowLogFields } from './log-format';

const find = (id: DetectorId): Detector => {
  const detector = detectors.find((candidate) => candidate.id === id);
  if (!detector) throw new Error(`no detector ${id}`);
  return detector;
};
const sees = (detector: Detector, line: string) =>
  metricFilter({ pattern: detector.filterPattern, metricValue: detector.metricValue })(line) !== undefined;
const firstHit = (detector: Detector): string => {
  const hit = recordedLines(detector.id).find((record) => record.hit);
  if (!hit) throw new Error(`no hit in ${detector.id}`);
  return hit.line;
};

describe.each(detectors)('FL2 $id', (detector) => {
  const records = recordedLines(detector.id);

  test.each(records)('$hit: $label', ({ line, hit }) => {
    expect(line.split(' ')).toHaveLength(flowLogFields.length);
    expect(sees(detector, line)).toBe(hit);
  });

  test('has hits and near misses to be shown on', () => {
    expect(records.filter((record) => record.hit).length).toBeGreaterThan(1);
    expect(records.filter((record) => !record.hit).length).toBeGreaterThan(1);
  });

  test.each(recordedLines('no-traffic'))('does not see: $label', ({ line }) => {
    expect(line.split(' ')).toHaveLength(flowLogFields.length);
    expect(sees(detector, line)).toBe(false);
  });

  test('does not see a record of the default format', () => {
    expect(sees(detector, firstHit(detector).split(' ').slice(0, 14).join(' '))).toBe(false);
  });

  test('keeps the limits of CloudWatch', () => {
    // PutMetricAlarm: alarmDescription. Metric filters: no template sequence of Terraform's in the pattern.
    expect(detector.description.length).toBeLessThanOrEqual(1024);
    expect(detector.filterPattern).not.toMatch(/[$%]\{/);
    expect(detector.periodSecs % 60).toBe(0);
    expect(detector.evaluationPeriods * detector.periodSecs).toBeLessThanOrEqual(86_400);
  });
});

/** The alarm's state when these records have arrived and nothing else was published. */
function stateAfter(detector: Detector, events: readonly LogEvent[], now: number) {
  const count = detector.evaluationPeriods;
  const periods = { start: now - count * detector.periodSecs, periodSecs: detector.periodSecs, count };
  const filter = { pattern: detector.filterPattern, metricValue: detector.metricValue };
  const range = publishedValues(filter, events, periods).map((values) => datapoint(detector.statistic, values));
  const alarm: MetricAlarm = {
    comparisonOperator: detector.comparison,
    threshold: detector.defaultThreshold,
    evaluationPeriods: detector.evaluationPeriods,
    datapointsToAlarm: detector.datapointsToAlarm,
    treatMissingData: detector.missingData,
  };
  return evaluateAlarm(alarm, range, 'OK');
}

/** Records that publish this total within a minute, `age` seconds ago, among records that publish nothing. */
function traffic(detector: Detector, total: number, age: number, now: number): LogEvent[] {
  const hit = firstHit(detector);
  const hits =
    detector.metricValue === '1'
      ? Array.from({ length: total }, () => hit)
      : [withField(hit, 'bytes', total - 1), withField(hit, 'bytes', 1)];
  const misses = recordedLines(detector.id).filter((record) => !record.hit);
  return [...hits, ...misses.map((record) => record.line)].map((message) => ({ time: now - age, message }));
}

describe.each(detectors)('FL2 alarm of $id', (detector) => {
  const now = 1_418_533_200;
  const { defaultThreshold: threshold, periodSecs } = detector;

  test('does not fire one below the threshold', () => {
    expect(stateAfter(detector, traffic(detector, threshold - 1, 60, now), now)).toBe('OK');
  });

  test('fires at the threshold', () => {
    expect(stateAfter(detector, traffic(detector, threshold, 60, now), now)).toBe('ALARM');
  });

  test('fires for records that arrive an aggregation interval and a delivery late', () => {
    expect(stateAfter(detector, traffic(detector, threshold, 600 + 300, now), now)).toBe('ALARM');
  });

  test('does not add up what lies in different periods', () => {
    const earlier = traffic(detector, threshold - 1, periodSecs + 60, now);
    expect(stateAfter(detector, [...earlier, ...traffic(detector, 2, 60, now)], now)).toBe('OK');
  });

  test('is quiet when nothing is published', () => {
    expect(stateAfter(detector, [], now)).toBe('OK');
  });
});

test.each(['ssh-attempts', 'rdp-attempts', 'port-scans'] as const)('%s are TCP', (id) => {
  const detector = find(id);
  expect(sees(detector, withField(firstHit(detector), 'protocol', 17))).toBe(false);
});

test('FL4 thresholds', () => {
  const thresholds = detectors.map(({ thresholdSetting, defaultThreshold }) => [thresholdSetting, defaultThreshold]);
  expect(Object.fromEntries(thresholds)).toEqual({
    sshAccessAlarmThreshold: 50,
    rdpAccessAlarmThreshold: 50,
    rejectedConnectionsAlarmThreshold: 100,
    largeTransferAlarmThreshold: 5_368_709_120,
    portScanAlarmThreshold: 100,
  });
});

test('ids, metrics and settings are used once', () => {
  for (const key of ['id', 'metricName', 'thresholdSetting'] as const) {
    expect(new Set(detectors.map((detector) => detector[key])).size).toBe(detectors.length);
  }
});

test('at most five patterns of a log group have regular expressions, the quota of CloudWatch Logs', () => {
  expect(detectors.filter(({ filterPattern }) => filterPattern.includes('%')).map(({ id }) => id)).toEqual([
    'large-transfers',
  ]);
});
