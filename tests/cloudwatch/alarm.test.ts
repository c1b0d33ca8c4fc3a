import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlarmState, datapoint, evaluateAlarm, type MetricAlarm } from './alarm';

/** `X` is a breaching data point, `0` one that is not, `-` a missing one; the most recent last. */
const range = (text: string) => text.split(' ').map((point) => ({ X: 1, '0': 0 })[point]);
const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const above: MetricAlarm = { comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold: 1, evaluationPeriods: 3 };

// Amazon CloudWatch User Guide, "How alarm state is evaluated when data is missing" (AlarmThatSendsEmail): both tables,
// in the order of their columns. RETAIN is "Retain current state".
const table: [number, string, string, string, string, string][] = [
  [3, '0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  [3, '0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  [3, '- - - - -', 'INSUFFICIENT_DATA', 'RETAIN', 'ALARM', 'OK'],
  [3, '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [3, '- - X - -', 'ALARM', 'RETAIN', 'ALARM', 'OK'],
  [2, '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '- - - X -', 'ALARM', 'RETAIN', 'ALARM', 'OK'],
];

describe('the documented tables of missing data', () => {
  test.each(table)('%i of 3: %s', (datapointsToAlarm, points, ...expected) => {
    const states: AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
    for (const current of states) {
      const found = treatments.map((treatMissingData) =>
        evaluateAlarm({ ...above, datapointsToAlarm, treatMissingData }, range(points), current),
      );
      expect(found).toEqual(expected.map((state) => (state === 'RETAIN' ? current : state)));
    }
  });

  // "Avoiding premature transitions to alarm state".
  test.each(['- - - - X', '- - - X -'])('3 of 3: %s is too early for an alarm', (points) => {
    expect(evaluateAlarm(above, range(points), 'OK')).toBe('OK');
  });

  // "Evaluating an alarm", the figure: the threshold is exceeded in periods 3 to 5, and in period 9 alone.
  test('three of three in a row', () => {
    const alarm: MetricAlarm = { comparisonOperator: 'GreaterThanThreshold', threshold: 3, evaluationPeriods: 3 };
    const series = [2, 2, 4, 5, 4, 2, 2, 3, 4, 2];
    const states = series.map((_, end) => (end < 2 ? '-' : evaluateAlarm(alarm, series.slice(end - 2, end + 1), 'OK')));
    expect(states.join(' ')).toBe('- - OK OK ALARM OK OK OK OK OK');
  });
});

test.each([
  ['GreaterThanOrEqualToThreshold', ['OK', 'ALARM', 'ALARM']],
  ['GreaterThanThreshold', ['OK', 'OK', 'ALARM']],
  ['LessThanOrEqualToThreshold', ['ALARM', 'ALARM', 'OK']],
  ['LessThanThreshold', ['ALARM', 'OK', 'OK']],
] as const)('%s below, at and above the threshold', (comparisonOperator, expected) => {
  const alarm: MetricAlarm = { comparisonOperator, threshold: 50, evaluationPeriods: 1 };
  expect([49, 50, 51].map((value) => evaluateAlarm(alarm, [value], 'OK'))).toEqual(expected);
});

test('statistics over a period', () => {
  const values = [4, 1, 7];
  expect(datapoint('Sum', values)).toBe(12);
  expect(datapoint('Average', values)).toBe(4);
  expect(datapoint('Minimum', values)).toBe(1);
  expect(datapoint('Maximum', values)).toBe(7);
  expect(datapoint('SampleCount', values)).toBe(3);
  expect(datapoint('Sum', [])).toBeUndefined();
});

test.each([
  [{ ...above, datapointsToAlarm: 4 }, 5],
  [{ ...above, datapointsToAlarm: 0 }, 5],
  [above, 2],
])('settings that CloudWatch refuses: %o with %i data points', (alarm, count) => {
  expect(() => evaluateAlarm(alarm, Array(count).fill(0), 'OK')).toThrow(RangeError);
});

test('without missing data the treatment and the current state do not matter', () => {
  const points = fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 6 });
  const states = fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA');
  fc.assert(
    fc.property(
      points,
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(...treatments),
      states,
      (data, m, treat, now) => {
        const breaching = data.slice(-3).filter((value) => value === 1).length;
        const alarm = { ...above, datapointsToAlarm: m, treatMissingData: treat };
        expect(evaluateAlarm(alarm, data, now)).toBe(breaching >= m ? 'ALARM' : 'OK');
      },
    ),
  );
});
