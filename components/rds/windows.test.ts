import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { areApart, dailyLengthOf, weeklyLengthOf } from './windows';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const [dayMinutes, weekMinutes] = [1440, 10_080];
const two = (number: number) => `${number}`.padStart(2, '0');
const clock = (minute: number) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
const daily = (begin: number, length: number) => `${clock(begin)}-${clock((begin + length) % dayMinutes)}`;
const weekly = (begin: number, length: number) => {
  const at = (minute: number) => `${days[Math.floor(minute / dayMinutes) % 7]}:${clock(minute % dayMinutes)}`;
  return `${at(begin)}-${at((begin + length) % weekMinutes)}`;
};
const minute = (round: number) => fc.integer({ min: 0, max: round - 1 });

test('the length of a window is what was put in', () => {
  fc.assert(
    fc.property(minute(dayMinutes), minute(dayMinutes), (begin, length) => {
      expect(dailyLengthOf(daily(begin, length))).toBe(length);
    }),
  );
  fc.assert(
    fc.property(minute(weekMinutes), minute(weekMinutes), (begin, length) => {
      expect(weeklyLengthOf(weekly(begin, length))).toBe(length);
    }),
  );
});

test('two windows are apart when no minute of the week is in both', () => {
  const length = fc.integer({ min: 1, max: dayMinutes - 1 });
  const inside = (begin: number, span: number, round: number) => (at: number) =>
    (at - begin + weekMinutes) % round < span;
  fc.assert(
    fc.property(
      minute(dayMinutes),
      length,
      minute(weekMinutes),
      length,
      (backup, backupLength, upkeep, upkeepLength) => {
        const inBackup = inside(backup, backupLength, dayMinutes);
        const inUpkeep = inside(upkeep, upkeepLength, weekMinutes);
        const meet = Array.from({ length: weekMinutes }, (_, at) => at).some((at) => inBackup(at) && inUpkeep(at));
        expect(areApart(daily(backup, backupLength), weekly(upkeep, upkeepLength))).toBe(!meet);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(['', '9:00-10:00', '24:00-01:00', 'sun:09:00', 'son:09:00-son:10:00', '09:60-10:00', '09:00-10:00 '])(
  '%j is no window',
  (text) => {
    expect(dailyLengthOf(text)).toBe(-1);
    expect(weeklyLengthOf(text)).toBe(-1);
    expect(areApart(text, 'sun:10:30-sun:11:30')).toBe(false);
    expect(areApart('09:00-10:00', text)).toBe(false);
  },
);

test('one may begin when the other ends', () => {
  expect(areApart('09:00-10:30', 'sun:10:30-sun:11:30')).toBe(true);
  expect(areApart('11:30-12:00', 'sun:10:30-sun:11:30')).toBe(true);
  expect(areApart('09:00-10:31', 'sun:10:30-sun:11:30')).toBe(false);
});

test('a window of one kind is none of the other', () => {
  expect(dailyLengthOf('sun:10:30-sun:11:30')).toBe(-1);
  expect(weeklyLengthOf('10:30-11:30')).toBe(-1);
});
