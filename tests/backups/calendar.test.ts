import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calendar,
  existing,
  longestGap,
  type RetentionRule,
  reaches,
  recoveryPoints,
  storageOf,
} from '../../scripts/backups/calendar';
import { DAY_MS, parseSchedule } from '../../scripts/backups/cron';
import { production, testEnvironment } from '../support/environment';
import { planOf } from './plans';

const begin = Date.parse('2026-11-22T00:00:00Z');
const HOUR_MS = 3600_000;
const prod = planOf(production).rules;
const dev = planOf(testEnvironment()).rules;

describe('BAK2 what production has, once it has run for long enough', () => {
  const days = calendar(prod, begin, 3 * 365).slice(400);
  const counts = (rule: string) => days.map((day) => (day.counts[rule]?.warm ?? 0) + (day.counts[rule]?.cold ?? 0));
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];

  test('is a recovery point of each of the last 30 days', () => {
    expect(range(counts('daily'))).toEqual([30, 30]);
  });

  test('is one of each of the last 90 days’ Sundays', () => {
    expect(range(counts('weekly'))).toEqual([12, 13]);
  });

  test('is one of the first of each of the last twelve months', () => {
    // Kept for 365 days: in a year with a 29th of February the last one goes a day before its successor comes.
    expect(range(counts('monthly'))).toEqual([11, 12]);
  });

  test('D4 is cold where it is monthly and older than 7 days, and nowhere else', () => {
    const cold = (rule: string) => days.map((day) => day.counts[rule]?.cold ?? 0);
    expect(range(cold('daily'))).toEqual([0, 0]);
    expect(range(cold('weekly'))).toEqual([0, 0]);
    expect(range(days.map((day) => day.counts.monthly?.warm ?? 0))).toEqual([0, 1]);
    expect(Math.max(...cold('monthly'))).toBeGreaterThanOrEqual(11);
  });
});

test('BAK2 outside production there are 30 daily ones, and no others', () => {
  const day = calendar(dev, begin, 100).at(-1);
  expect(day?.counts).toEqual({ daily: { warm: 30, cold: 0 } });
  expect(day?.total).toBe(30);
});

test('it begins with nothing, and grows by what is taken', () => {
  const [first, second] = calendar(prod, begin, 2);
  expect(first).toMatchObject({ date: '2026-11-22', taken: ['daily', 'weekly'], total: 2 });
  expect(second).toMatchObject({ date: '2026-11-23', taken: ['daily'], total: 3 });
});

describe('BAK2 what is lost at worst', () => {
  test('is a day, a week or a month of changes, by how long it takes to find out', () => {
    expect(reaches(prod, begin)).toEqual([
      { rules: ['daily', 'weekly', 'monthly'], days: 29, gap: DAY_MS },
      { rules: ['weekly', 'monthly'], days: 83, gap: 7 * DAY_MS },
      { rules: ['monthly'], days: 334, gap: 31 * DAY_MS },
    ]);
    expect(reaches(dev, begin)).toEqual([{ rules: ['daily'], days: 29, gap: DAY_MS }]);
  });

  test('with the job that still runs is not more than the alarm for missing backups waits', () => {
    const [daily] = reaches(dev, begin);
    const completion = Number(dev[0]?.completionWindowMinutes) * 60_000;
    expect((Number(daily?.gap) + completion) / HOUR_MS).toBe(30);
  });
});

/** Plans of one to three rules, as they might be. */
const rule = fc.record({
  name: fc.constant(''),
  schedule: fc
    .constantFrom('cron(0 5 * * ? *)', 'cron(0 6 ? * SUN *)', 'cron(0 7 1 * ? *)', 'cron(30 0/8 * * ? *)')
    .map(parseSchedule),
  deleteAfterDays: fc.integer({ min: 1, max: 400 }),
  coldAfterDays: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
});
const rules = fc
  .array(rule, { minLength: 1, maxLength: 3 })
  .map((all): RetentionRule[] => all.map((each, place) => ({ ...each, name: `rule-${place}` })));
const moment = fc.integer({ min: 0, max: 900 * 24 }).map((hours) => begin + hours * HOUR_MS);

describe('of any plan', () => {
  const until = begin + 900 * DAY_MS;

  test('a recovery point exists from when it is taken until it is deleted, and is never warm again', () => {
    fc.assert(
      fc.property(rules, moment, (plan, at) => {
        const points = recoveryPoints(plan, begin, until);
        const there = new Set(existing(points, at));
        for (const point of points) {
          expect(there.has(point)).toBe(point.takenAt <= at && at < point.deletedAt);
          if (storageOf(point, at) === 'cold') expect(storageOf(point, at + HOUR_MS)).toBe('cold');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('keeping longer never leaves less', () => {
    fc.assert(
      fc.property(rules, moment, fc.integer({ min: 1, max: 99 }), (plan, at, more) => {
        const longer = plan.map((each) => ({ ...each, deleteAfterDays: (each.deleteAfterDays ?? 0) + more }));
        const count = (of: readonly RetentionRule[]) => existing(recoveryPoints(of, begin, until), at).length;
        expect(count(longer)).toBeGreaterThanOrEqual(count(plan));
      }),
      { numRuns: 40 },
    );
  });

  test('within its reach one finds a recovery point that is older by the gap at most', () => {
    const settled = begin + 450 * DAY_MS;
    const later = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => settled + hours * HOUR_MS);
    fc.assert(
      fc.property(rules, later, fc.double({ min: 0, max: 1, noNaN: true }), (plan, at, share) => {
        const points = existing(recoveryPoints(plan, begin, until), at);
        for (const { days, gap } of reaches(plan, begin)) {
          const wrong = at - share * days * DAY_MS;
          const before = points.filter(({ takenAt }) => takenAt <= wrong).at(-1);
          expect(before).toBeDefined();
          expect(wrong - Number(before?.takenAt)).toBeLessThanOrEqual(gap);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the longest gap is none that is shorter, and no recovery point lies in it', () => {
    fc.assert(
      fc.property(rules, (plan) => {
        const times = recoveryPoints(plan, begin, until).map(({ takenAt }) => takenAt);
        const gaps = times.slice(1).map((time, place) => time - Number(times[place]));
        const longest = longestGap(recoveryPoints(plan, begin, until));
        expect(gaps).toContain(longest);
        expect(gaps.filter((gap) => gap > longest)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

test('one recovery point or none is an endless gap', () => {
  expect(longestGap([])).toBe(Number.POSITIVE_INFINITY);
  expect(longestGap(recoveryPoints(dev, begin, begin + DAY_MS))).toBe(Number.POSITIVE_INFINITY);
});
