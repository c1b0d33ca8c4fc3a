import { UserError } from '../shared/errors';

export const DAY_MS = 24 * 3600_000;

/** When something happens, in UTC. */
export interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly isDay: (date: Date) => boolean;
}

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Words for its values, of which the first stands for `low`. */
  readonly words?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const fields = [
  { name: 'minutes', low: 0, high: 59 },
  { name: 'hours', low: 0, high: 23 },
  { name: 'day of the month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12, words: months },
  { name: 'day of the week', low: 1, high: 7, words: weekdays },
  { name: 'year', low: 1970, high: 2199 },
] as const satisfies readonly Field[];

const LAST = 'L';

/**
 * A schedule of AWS: `cron(0 5 ? * SUN *)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 * @throws UserError when it is none, or one with W or #, which this calendar does not know
 */
export function parseSchedule(expression: string): Schedule {
  const parts = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  const refuse = (why: string) =>
    new UserError(
      `the schedule ${JSON.stringify(expression)} cannot be read: ${why}; expected cron(minutes hours day-of-month month day-of-week year), with * ? , - / and L alone`,
    );
  if (parts.length !== fields.length) throw refuse(`${parts.length} fields`);
  const [minutes, hours, days, inMonths, onWeekdays, years] = fields.map((field, place) =>
    valuesOf(field, parts[place] ?? '', refuse),
  ) as [number[], number[], number[], number[], number[], number[]];
  const isLast = parts[2] === LAST;
  if ((parts[2] === '?') === (parts[4] === '?')) throw refuse('one of day-of-month and day-of-week must be ?');
  return {
    minutes,
    hours,
    isDay: (date) =>
      (isLast ? isLastOfMonth(date) : days.includes(date.getUTCDate())) &&
      inMonths.includes(date.getUTCMonth() + 1) &&
      onWeekdays.includes(date.getUTCDay() + 1) &&
      years.includes(date.getUTCFullYear()),
  };
}

const isLastOfMonth = (date: Date) => new Date(date.getTime() + DAY_MS).getUTCDate() === 1;

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, place) => from + place * step);

function valuesOf({ name, low, high, words = [] }: Field, text: string, refuse: (why: string) => Error): number[] {
  const value = (word: string) => {
    const place = words.indexOf(word.toUpperCase());
    const found = place >= 0 ? low + place : /^\d+$/.test(word) ? Number(word) : Number.NaN;
    if (!(found >= low && found <= high)) throw refuse(`${name} is ${text}`);
    return found;
  };
  if (text === LAST && name === 'day of the month') return [];
  return text.split(',').flatMap((item) => {
    const [span = '', step] = item.split('/');
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(by) || by < 1) throw refuse(`${name} is ${text}`);
    if (span === '*' || span === '?') return range(low, high, by);
    const [from = '', to] = span.split('-');
    const end = to === undefined ? (step === undefined ? value(from) : high) : value(to);
    return range(value(from), end, by);
  });
}

/** Every time from `from` to before `to`, in milliseconds since 1970, in their order. */
export function occurrences({ minutes, hours, isDay }: Schedule, from: number, to: number): number[] {
  const times: number[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to; day += DAY_MS) {
    if (!isDay(new Date(day))) continue;
    for (const hour of hours) for (const minute of minutes) times.push(day + hour * 3600_000 + minute * 60_000);
  }
  return times.filter((time) => time >= from && time < to).sort((a, b) => a - b);
}
