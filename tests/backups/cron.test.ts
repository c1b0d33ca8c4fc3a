import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, occurrences, parseSchedule } from '../../scripts/backups/cron';

const at = (text: string) => Date.parse(`${text}Z`);
const between = (expression: string, from: string, to: string) =>
  occurrences(parseSchedule(expression), at(from), at(to)).map((time) => new Date(time).toISOString().slice(0, 16));

describe('a schedule', () => {
  test.each([
    ['cron(0 5 * * ? *)', ['2026-11-30T05:00', '2026-12-01T05:00', '2026-12-02T05:00']],
    ['cron(0 6 ? * TUE *)', ['2026-12-01T06:00']],
    ['cron(0 6 ? * 3 *)', ['2026-12-01T06:00']],
    ['cron(0 7 1 * ? *)', ['2026-12-01T07:00']],
    ['cron(15 0/12 L * ? *)', ['2026-11-30T00:15', '2026-11-30T12:15']],
    ['cron(0 5 ? DEC MON-TUE 2026)', ['2026-12-01T05:00']],
    ['cron(0,30 5 2 12 ? 2026-2027)', ['2026-12-02T05:00', '2026-12-02T05:30']],
    ['cron(0 5 * * ? 2025)', []],
  ])('%s', (expression, expected) => {
    expect(between(expression, '2026-11-30T00:00:00', '2026-12-03T00:00:00')).toEqual(expected);
  });

  test('begins with its first and ends before its last millisecond', () => {
    expect(between('cron(0 5 * * ? *)', '2026-11-30T05:00:00', '2026-12-01T05:00:00')).toEqual(['2026-11-30T05:00']);
    expect(between('cron(0 5 * * ? *)', '2026-11-30T05:00:01', '2026-12-01T05:00:01')).toEqual(['2026-12-01T05:00']);
  });

  test('of the last day of the month knows leap years', () => {
    const last = between('cron(0 0 L * ? *)', '2028-01-01T00:00:00', '2028-04-01T00:00:00');
    expect(last.map((time) => time.slice(5, 10))).toEqual(['01-31', '02-29', '03-31']);
  });

  test.each([
    '',
    'rate(1 day)',
    'cron(0 5 * * *)',
    'cron(0 5 * * * *)',
    'cron(0 5 ? * ? *)',
    'cron(60 5 * * ? *)',
    'cron(0 5 ? * SUN#1 *)',
    'cron(0 5 15W * ? *)',
    'cron(0/0 5 * * ? *)',
    'cron(0 5 ? * FUNDAY *)',
  ])('%j is refused, with what is expected', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(/cannot be read: .*expected cron/);
  });

  test('is the same whichever way time is cut', () => {
    const cut = fc.integer({ min: 0, max: 400 * 24 * 60 });
    fc.assert(
      fc.property(
        fc.constantFrom('cron(0 5 * * ? *)', 'cron(0 6 ? * SUN *)', 'cron(0 7 1 * ? *)'),
        cut,
        (expression, minutes) => {
          const schedule = parseSchedule(expression);
          const [from, to] = [at('2026-11-22T00:00:00'), at('2026-11-22T00:00:00') + 400 * DAY_MS];
          const middle = from + minutes * 60_000;
          expect([...occurrences(schedule, from, middle), ...occurrences(schedule, middle, to)]).toEqual(
            occurrences(schedule, from, to),
          );
        },
      ),
    );
  });
});
