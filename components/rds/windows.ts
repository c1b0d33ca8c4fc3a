import type { Expression } from '../shared/rules';
import { apply, hcl } from '../shared/rules/expression';

const time = '([01][0-9]|2[0-3]):([0-5][0-9])';
const days: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const day = `(${days.join('|')})`;

/** `09:00-10:00`, every day, UTC. */
export const dailyWindow = new RegExp(`^${time}-${time}$`);
/** `sun:10:30-sun:11:30`, once a week, UTC. */
export const weeklyWindow = new RegExp(`^${day}:${time}-${day}:${time}$`);

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** Begin and end, in minutes from midnight, or from midnight before Sunday. */
interface Span {
  readonly begin: number;
  readonly end: number;
}
const at = (day: number, hour = '', minute = '') => day * dayMinutes + Number(hour) * 60 + Number(minute);
const dayIndex = (name = '') => days.indexOf(name);

function dailySpan(window: string): Span | undefined {
  const [, hour, minute, lastHour, lastMinute] = dailyWindow.exec(window) ?? [];
  return hour === undefined ? undefined : { begin: at(0, hour, minute), end: at(0, lastHour, lastMinute) };
}

function weeklySpan(window: string): Span | undefined {
  const [, first, hour, minute, last, lastHour, lastMinute] = weeklyWindow.exec(window) ?? [];
  return first === undefined
    ? undefined
    : { begin: at(dayIndex(first), hour, minute), end: at(dayIndex(last), lastHour, lastMinute) };
}

/** From one minute on to another, around the clock or the week. */
const forward = (from: number, to: number, round: number) => (((to - from) % round) + round) % round;

/** How long a window of every day is, in minutes; -1 where it is none. */
export const dailyLengthOf = (window: string): number => {
  const span = dailySpan(window);
  return span ? forward(span.begin, span.end, dayMinutes) : -1;
};

/** How long a window of the week is, in minutes; -1 where it is none. */
export const weeklyLengthOf = (window: string): number => {
  const span = weeklySpan(window);
  return span ? forward(span.begin, span.end, weekMinutes) : -1;
};

/** Whether a daily window and a weekly one, shorter than a day, never meet. Of what is no window: false. */
export const areApart = (daily: string, weekly: string): boolean => {
  const [backup, maintenance] = [dailySpan(daily), weeklySpan(weekly)];
  if (!backup || !maintenance) return false;
  return (
    forward(backup.begin, maintenance.begin, dayMinutes) >= forward(backup.begin, backup.end, dayMinutes) &&
    forward(maintenance.begin, backup.begin, dayMinutes) >= forward(maintenance.begin, maintenance.end, dayMinutes)
  );
};

/** The same in HCL, whose `%` keeps the sign of the first operand, as JavaScript's does. */
const hclForward = (from: string, to: string, round: number) =>
  `(((${to} - ${from}) % ${round} + ${round}) % ${round})`;

/** Begin and end as an object, from the groups that a pattern finds; an error where it finds none. */
const hclMinutes = (window: string, pattern: RegExp, begin: string, end: string) =>
  `[for at in [regex(${hcl(pattern.source)}, ${window})] : { begin = ${begin}, end = ${end} }][0]`;
const clock = (hour: number) => `tonumber(at[${hour}]) * 60 + tonumber(at[${hour + 1}])`;
const week = (group: number) =>
  `index([${days.map(hcl).join(', ')}], at[${group}]) * ${dayMinutes} + ${clock(group + 1)}`;
const hclDaily = (window: string) => hclMinutes(window, dailyWindow, clock(0), clock(2));
const hclWeekly = (window: string) => hclMinutes(window, weeklyWindow, week(0), week(3));

const length = (span: string, round: number) =>
  `try([for each in [${span}] : ${hclForward('each.begin', 'each.end', round)}][0], -1)`;

/** How long a daily window is, in minutes; -1 where it is none. */
export const dailyLength = <I>(window: Expression<I, string>): Expression<I, number> =>
  apply<I, [string], number>([window], dailyLengthOf, (text) => length(hclDaily(text), dayMinutes));

/** How long a weekly window is, in minutes; -1 where it is none. */
export const weeklyLength = <I>(window: Expression<I, string>): Expression<I, number> =>
  apply<I, [string], number>([window], weeklyLengthOf, (text) => length(hclWeekly(text), weekMinutes));

export const windowsApart = <I>(daily: Expression<I, string>, weekly: Expression<I, string>): Expression<I, boolean> =>
  apply<I, [string, string], boolean>([daily, weekly], areApart, (dailyText, weeklyText) => {
    const after = (from: string, to: string) =>
      `${hclForward(`${from}.begin`, `${to}.begin`, dayMinutes)} >= ${hclForward(`${from}.begin`, `${from}.end`, dayMinutes)}`;
    const apart = `${after('backup', 'upkeep')} && ${after('upkeep', 'backup')}`;
    return `try([for backup in [${hclDaily(dailyText)}] : [for upkeep in [${hclWeekly(weeklyText)}] : ${apart}][0]][0], false)`;
  });
