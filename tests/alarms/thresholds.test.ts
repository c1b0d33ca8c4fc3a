import { describe, expect, test } from 'vitest';
import type { ResourceBlocks, Variables } from '../../scripts/shared/stack-json';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { type AlarmState, type Datapoint, evaluateAlarm, type MetricAlarm } from '../cloudwatch/alarm';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { metricAlarm } from '../support/metric-alarm';
import type { Attributes } from '../support/synthesized';

interface StackJson extends ResourceBlocks<Attributes> {
  readonly variable?: Variables;
}

/** What CloudWatch is told of every alarm of a stack, with the defaults of its variables. */
function alarmsOf({ variable, resource = {} }: StackJson): (readonly [string, Required<MetricAlarm>])[] {
  return Object.values(resource.aws_cloudwatch_metric_alarm ?? {}).map((alarm) => [
    String(alarm.alarm_name),
    metricAlarm(alarm, variable),
  ]);
}

const alarms = environmentNames.flatMap((name) =>
  [...stacksOf(environments[name](exampleConfigWith())).values()].flatMap((stack) => alarmsOf(jsonOf(stack))),
);

/** The last value that is well, and the first that is not. */
function boundary({ comparisonOperator, threshold }: MetricAlarm): { readonly well: number; readonly ill: number } {
  const step = Math.max(Math.abs(threshold), 1) * 1e-9;
  switch (comparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return { well: threshold - step, ill: threshold };
    case 'GreaterThanThreshold':
      return { well: threshold, ill: threshold + step };
    case 'LessThanThreshold':
      return { well: threshold, ill: threshold - step };
    case 'LessThanOrEqualToThreshold':
      return { well: threshold + step, ill: threshold };
  }
}

/** What an alarm does that sees nothing at all. */
const unseen: Readonly<Record<Required<MetricAlarm>['treatMissingData'], AlarmState>> = {
  breaching: 'ALARM',
  notBreaching: 'OK',
  ignore: 'OK',
  missing: 'INSUFFICIENT_DATA',
};

test('there are alarms of every layer that has something to watch', () => {
  expect(alarms.length).toBeGreaterThan(60);
});

describe.each(alarms)('%s', (_, alarm) => {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = alarm;
  const { well, ill } = boundary(alarm);
  /** As many of the newest periods that are ill; the others are well. */
  const withIll = (count: number): Datapoint[] =>
    Array.from({ length: evaluationPeriods }, (_, period) => (evaluationPeriods - period <= count ? ill : well));

  test('has a threshold on both sides of which its metric can be, which is never below zero', () => {
    expect(Math.min(well, ill)).toBeGreaterThanOrEqual(0);
  });

  test('fires at its threshold, in as many periods as it asks for, and not a period or a step before', () => {
    expect(evaluateAlarm(alarm, withIll(datapointsToAlarm), 'OK')).toBe('ALARM');
    expect(evaluateAlarm(alarm, withIll(datapointsToAlarm - 1), 'OK')).toBe('OK');
    expect(evaluateAlarm(alarm, withIll(0), 'ALARM')).toBe('OK');
  });

  test('does what was decided where there is no data', () => {
    const nothing = Array<Datapoint>(evaluationPeriods).fill(undefined);
    expect(evaluateAlarm(alarm, nothing, 'OK')).toBe(unseen[treatMissingData]);
  });
});
