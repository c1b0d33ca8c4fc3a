import { describe, expect, test } from 'vitest';
import { withDefault } from '../../scripts/shared/stack-json';
import { type Datapoint, datapoint, evaluateAlarm, type MetricAlarm } from '../../tests/cloudwatch/alarm';
import { metricAlarm } from '../../tests/support/metric-alarm';
import { synthesized } from '../../tests/support/synthesized';
import { Backup } from './index';

const made = synthesized(
  (scope, environment) =>
    new Backup(scope, 'Backup', {
      environment,
      alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
    }),
);

/** What CloudWatch is told of an alarm, with the defaults of its variables. */
function alarmOf(id: string): MetricAlarm & { readonly metric: unknown; readonly periodSecs: number } {
  const attributes = made.only('aws_cloudwatch_metric_alarm', `Alarm_${id}`);
  const { variables } = made;
  return {
    ...metricAlarm(attributes, variables),
    metric: attributes.metric_name,
    periodSecs: Number(withDefault(attributes.period, variables)),
  };
}

const hoursOfDay = 24;
/** Hours that CloudWatch retrieves beyond those that it evaluates; it does not say how many. */
const extensions = [0, 1, 5, 10];

/**
 * The hourly data of jobs that ended in these hours, of which the last is the present one; no job, no data.
 * @param completed how many jobs succeeded, by hour
 */
const hourly = (hours: number, completed: ReadonlyMap<number, number>): Datapoint[] =>
  Array.from({ length: hours }, (_, hour) => {
    const count = completed.get(hour);
    return datapoint('Sum', count === undefined ? [] : [count]);
  });

describe('BAK3 the alarm for missing backups', () => {
  const alarm = alarmOf('missing');
  const stateAt = (hour: number, jobs: ReadonlyMap<number, number>, extension: number) => {
    const data = hourly(hour + 1, jobs);
    const count = alarm.evaluationPeriods + extension;
    const before = Array<Datapoint>(Math.max(0, count - data.length)).fill(undefined);
    return evaluateAlarm(alarm, [...before, ...data].slice(-count), 'OK');
  };
  /** A job every day at 05:00, that takes until an hour of its own. */
  const everyDay = (days: number, ends: (day: number) => number, skipped: readonly number[] = []) =>
    new Map(
      Array.from({ length: days }, (_, day) => day)
        .filter((day) => !skipped.includes(day))
        .map((day) => [day * hoursOfDay + ends(day), 3] as const),
    );

  test('counts the successful jobs of the vault by the hour, for longer than a day', () => {
    expect(alarm).toMatchObject({
      metric: 'NumberOfBackupJobsCompleted',
      periodSecs: 3600,
      evaluationPeriods: 30,
      treatMissingData: 'breaching',
    });
    expect(made.only('aws_cloudwatch_metric_alarm', 'Alarm_missing').dimensions).toEqual({
      BackupVaultName: 'groundwork-backups-dev',
    });
  });

  test.each(extensions)('is quiet with a backup every day, however long one takes (%i hours beyond)', (extension) => {
    // Between 05:00 and 11:00, when the completion window ends; the longest way from one to the next is 30 hours.
    for (const ends of [() => 5, (day: number) => (day % 2 === 0 ? 5 : 10), (day: number) => 5 + (day % 6)]) {
      const jobs = everyDay(14, ends);
      for (let hour = 48; hour < 14 * hoursOfDay; hour++) expect(stateAt(hour, jobs, extension)).toBe('OK');
    }
  });

  test.each(extensions)('fires after a day without one, and ends with the next (%i hours beyond)', (extension) => {
    const jobs = everyDay(6, () => 5, [3]);
    const states = Array.from({ length: 6 * hoursOfDay }, (_, hour) => [hour, stateAt(hour, jobs, extension)] as const);
    const firing = states.filter(([hour, state]) => hour > 29 && state === 'ALARM').map(([hour]) => hour);
    const [lastBackup, nextBackup] = [2 * hoursOfDay + 5, 4 * hoursOfDay + 5];
    expect(firing[0]).toBe(lastBackup + alarm.evaluationPeriods + extension);
    expect(firing.at(-1)).toBe(nextBackup - 1);
  });

  test.each(extensions)('fires where there was never one (%i hours beyond)', (extension) => {
    expect(stateAt(100, new Map(), extension)).toBe('ALARM');
  });

  test('would overlook a whole day, were its period a day', () => {
    const daily: MetricAlarm = { ...alarm, evaluationPeriods: 1, datapointsToAlarm: 1 };
    expect(evaluateAlarm(daily, [3, undefined], 'OK')).toBe('OK');
  });

  test('would stay as it is, were missing data just missing', () => {
    const ignoring: MetricAlarm = { ...alarm, treatMissingData: 'missing' };
    expect(evaluateAlarm(ignoring, hourly(alarm.evaluationPeriods, new Map()), 'OK')).not.toBe('ALARM');
  });
});

describe('BAK3 the alarm for failed backups', () => {
  const alarm = alarmOf('failed');

  test.each<[Datapoint, string]>([
    [undefined, 'OK'],
    [0, 'OK'],
    [1, 'ALARM'],
    [7, 'ALARM'],
  ])('with %s failed jobs in an hour it is %s', (failed, state) => {
    expect(alarm).toMatchObject({ metric: 'NumberOfBackupJobsFailed', periodSecs: 3600 });
    expect(evaluateAlarm(alarm, [failed], 'OK')).toBe(state);
  });
});

test('every alarm has an action, and says what to do', () => {
  for (const alarm of made.all('aws_cloudwatch_metric_alarm')) {
    expect(alarm.alarm_actions).toEqual(['arn:aws:sns:us-west-2:111122223333:alarms']);
    expect(String(alarm.alarm_description).length).toBeGreaterThan(100);
    expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
  }
});
