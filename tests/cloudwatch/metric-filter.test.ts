import { describe, expect, test } from 'vitest';
import { FilterPatternError } from './filter-pattern';
import { MetricValueError, metricFilter, publishedValues } from './metric-filter';

describe('the number that a log event publishes', () => {
  test.each([
    ['a fixed number', { pattern: 'ERROR', metricValue: '1' }, 'ERROR 7', 1],
    ['nothing without a match', { pattern: 'ERROR', metricValue: '1' }, 'INFO 7', undefined],
    ['a named field', { pattern: '[level, bytes]', metricValue: '$bytes' }, 'ERROR 7', 7],
    ['a field by its number', { pattern: '[level, ...]', metricValue: '$2' }, 'ERROR 7', 7],
    // FilterAndPatternSyntaxForMetricFilters, "Using values in log events to increment a metric's value".
    ['a property', { pattern: '{ $.latency = * }', metricValue: '$.latency' }, '{"latency": 50}', 50],
    ['nothing where the field is no number', { pattern: '[level, bytes]', metricValue: '$bytes' }, 'x -', undefined],
    ['nothing where the field is not there', { pattern: '[level, ...]', metricValue: '$5' }, 'x 1', undefined],
  ])('%s', (_, filter, line, expected) => {
    expect(metricFilter(filter)(line)).toBe(expected);
  });

  test.each([
    [{ pattern: '[level, bytes]', metricValue: '$size' }, MetricValueError],
    [{ pattern: 'ERROR', metricValue: '$1' }, MetricValueError],
    [{ pattern: 'ERROR', metricValue: '' }, MetricValueError],
    [{ pattern: '[level', metricValue: '1' }, FilterPatternError],
  ])('%o is refused', (filter, fault) => {
    expect(() => metricFilter(filter)).toThrow(fault);
  });
});

test('log events are filed under the period of their time', () => {
  const events = [99, 100, 159, 160, 219, 220].map((time) => ({ time, message: `ERROR ${time}` }));
  const periods = { start: 100, periodSecs: 60, count: 2 };
  expect(publishedValues({ pattern: '[level = ERROR, n]', metricValue: '$n' }, events, periods)).toEqual([
    [100, 159],
    [160, 219],
  ]);
});
