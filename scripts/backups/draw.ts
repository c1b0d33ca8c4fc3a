import { type Paint, plain } from '../deployment/paint';
import { table } from '../deployment/table';
import { type CalendarDay, calendar, existing, type Reach, reaches, recoveryPoints, storageOf } from './calendar';
import { DAY_MS } from './cron';
import type { Plan, PlannedRule } from './plan';

const heights = '▁▂▃▄▅▆▇█';
const WEEKS = 53;

const span = (ms: number) => (ms < 2 * DAY_MS ? `${Math.round(ms / 3600_000)} hours` : `${days(ms / DAY_MS)}`);
const days = (count: number | undefined) =>
  count === undefined || count === Number.POSITIVE_INFINITY ? 'for ever' : `${Math.floor(count)} days`;

/** A plan: its rules, what is lost at worst, and what exists day by day and at the end. */
export function planLines(
  { name, stack, rules }: Plan,
  from: number,
  dayCount: number,
  paint: Paint = plain,
): string[] {
  return [
    `${paint('bold', `${stack}: ${name}`)}, times in UTC`,
    '',
    ...ruleLines(rules),
    '',
    ...lossLines(rules, reaches(rules, from)),
    '',
    ...monthLines(calendar(rules, from, dayCount), rules, paint),
    '',
    ...historyLines(rules, from, dayCount, paint),
  ];
}

function ruleLines(rules: readonly PlannedRule[]): string[] {
  const rows = rules.map((rule) => [
    rule.name,
    rule.expression,
    days(rule.deleteAfterDays),
    rule.coldAfterDays === undefined ? 'never' : days(rule.coldAfterDays),
    rule.copyVaultArns.length === 0 ? 'none' : rule.copyVaultArns.join(', '),
  ]);
  return table([['rule', 'taken', 'kept', 'cold after', 'copied to'], ...rows]);
}

/** The first row is about what is found at once: then the newest recovery point counts, and it may not be done yet. */
function lossLines(rules: readonly PlannedRule[], all: readonly Reach[]): string[] {
  const gap = all[0]?.gap ?? Number.POSITIVE_INFINITY;
  const completion = Math.max(...rules.map(({ completionWindowMinutes }) => completionWindowMinutes)) * 60_000;
  return [
    `Lost at worst: ${span(gap)}, and ${span(gap + completion)} while the next backup is still running.`,
    ...table([
      ['found out within', 'lost at worst', 'restored from'],
      ...all.map((reach) => [days(reach.days), span(reach.gap), reach.rules.join(', ')]),
    ]),
  ];
}

/** One line a month, one mark a day: the taller, the more recovery points exist. */
function monthLines(calendarDays: readonly CalendarDay[], rules: readonly PlannedRule[], paint: Paint): string[] {
  const most = Math.max(1, ...calendarDays.map(({ total }) => total));
  const months = [...new Set(calendarDays.map(({ date }) => date.slice(0, 7)))];
  const mark = ({ total }: CalendarDay) =>
    total === 0 ? '·' : paint('green', heights[Math.ceil((total / most) * heights.length) - 1] ?? '');
  const rows = months.map((month) => {
    const inMonth = calendarDays.filter(({ date }) => date.startsWith(month));
    const first = Number(inMonth[0]?.date.slice(8)) - 1;
    const line = ' '.repeat(first) + inMonth.map(mark).join('') + ' '.repeat(31 - first - inMonth.length);
    const last = inMonth.at(-1);
    const counts = rules.map(({ name }) => {
      const { warm = 0, cold = 0 } = last?.counts[name] ?? {};
      return `${warm + cold}${cold > 0 ? ` (${cold} cold)` : ''}`;
    });
    return { month, line, counts };
  });
  const numbers = table([rules.map(({ name }) => name), ...rows.map(({ counts }) => counts)]);
  return [
    `Recovery points at the end of each day, up to ${most}${' '.repeat(Math.max(1, 7 - `${most}`.length))}at the end of the month`,
    `${' '.repeat(9 + 31 + 2)}${numbers[0]}`,
    ...rows.map(({ month, line }, place) => `${month}  ${line}  ${numbers[place + 1]}`),
  ];
}

/** What one can go back to on the last day, a column a week. */
function historyLines(rules: readonly PlannedRule[], from: number, dayCount: number, paint: Paint): string[] {
  const at = from + dayCount * DAY_MS - 1;
  const there = existing(recoveryPoints(rules, from, at + 1), at);
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines = rules.map(({ name }) => {
    const cells = Array.from({ length: WEEKS }, (_, column) => {
      const weeksAgo = WEEKS - 1 - column;
      const [oldest, newest] = [at - (weeksAgo + 1) * 7 * DAY_MS, at - weeksAgo * 7 * DAY_MS];
      const inWeek = there.filter(({ rule, takenAt }) => rule === name && takenAt > oldest && takenAt <= newest);
      if (inWeek.length === 0) return '·';
      return inWeek.some((point) => storageOf(point, at) === 'warm') ? paint('green', '■') : paint('blue', '□');
    });
    return `${name.padEnd(width)}  ${cells.join('')}`;
  });
  const title = `What there is to go back to on ${new Date(at).toISOString().slice(0, 10)}, a mark a week, the last week at the right`;
  return [title, ...lines, `${' '.repeat(width)}  ■ warm  □ cold  · none`];
}
