import { DAY_MS, occurrences, type Schedule } from './cron';

/** A rule of a plan: when a recovery point is taken, and what becomes of it. */
export interface RetentionRule {
  /** `daily` */
  readonly name: string;
  readonly schedule: Schedule;
  /** @default it is kept for ever */
  readonly deleteAfterDays?: number;
  /** @default it never moves to cold storage */
  readonly coldAfterDays?: number;
}

/** Times are in milliseconds since 1970. */
export interface RecoveryPoint {
  readonly rule: string;
  readonly takenAt: number;
  /** When it moves to cold storage. */
  readonly coldAt: number;
  readonly deletedAt: number;
}

export type Storage = 'warm' | 'cold';

const after = (time: number, days: number | undefined) =>
  days === undefined ? Number.POSITIVE_INFINITY : time + days * DAY_MS;

/** What the rules take from `from` to before `to`, in the order of time. */
export function recoveryPoints(rules: readonly RetentionRule[], from: number, to: number): RecoveryPoint[] {
  const points = rules.flatMap(({ name, schedule, deleteAfterDays, coldAfterDays }) =>
    occurrences(schedule, from, to).map((takenAt) => ({
      rule: name,
      takenAt,
      coldAt: after(takenAt, coldAfterDays),
      deletedAt: after(takenAt, deleteAfterDays),
    })),
  );
  return points.sort((a, b) => a.takenAt - b.takenAt);
}

/** Those that exist at a time. */
export const existing = (points: readonly RecoveryPoint[], at: number): RecoveryPoint[] =>
  points.filter(({ takenAt, deletedAt }) => takenAt <= at && at < deletedAt);

/** Where one is at a time at which it exists. */
export const storageOf = ({ coldAt }: RecoveryPoint, at: number): Storage => (at < coldAt ? 'warm' : 'cold');

/** The longest time from one recovery point to the next; infinite where there are not two. */
export function longestGap(points: readonly RecoveryPoint[]): number {
  const times = points.map(({ takenAt }) => takenAt);
  if (times.length < 2) return Number.POSITIVE_INFINITY;
  return Math.max(...times.slice(1).map((time, place) => time - (times[place] ?? 0)));
}

/** How far apart recovery points are at most, as far back as one can go at any time. */
export interface Reach {
  /** Names of the rules whose recovery points are still there. */
  readonly rules: readonly string[];
  /** So far back, in days: at any time there is a recovery point that old, or older by the gap. */
  readonly days: number;
  /** What is lost at worst: the longest time between two of them. */
  readonly gap: number;
}

/** Years that gaps are looked for in: every length of a month, and a leap year. */
const YEARS_MS = 4 * 366 * DAY_MS;

/**
 * What is lost at worst, by how long it takes to find out. The longer that is, the fewer rules still have what was
 * before: those that keep as long. From one gap before their end on there may be none left that is old enough.
 * @param from the time that the schedules are looked at from
 */
export function reaches(rules: readonly RetentionRule[], from: number): Reach[] {
  const kept = ({ deleteAfterDays = Number.POSITIVE_INFINITY }: RetentionRule) => deleteAfterDays;
  const ends = [...new Set(rules.map(kept))].sort((a, b) => a - b);
  const all = ends.map((end): Reach => {
    const lasting = rules.filter((rule) => kept(rule) >= end);
    const gap = longestGap(recoveryPoints(lasting, from, from + YEARS_MS));
    return { rules: lasting.map(({ name }) => name), days: end - gap / DAY_MS, gap };
  });
  return all.filter(({ days }) => days > 0);
}

/** What exists at the end of a day. */
export interface CalendarDay {
  /** `2026-11-22` */
  readonly date: string;
  /** How many recovery points of each rule are in which storage. */
  readonly counts: Readonly<Record<string, Readonly<Record<Storage, number>>>>;
  readonly total: number;
  /** Rules that took one on this day. */
  readonly taken: readonly string[];
}

/** Day by day what exists, where the first recovery point is taken on the first day. */
export function calendar(rules: readonly RetentionRule[], from: number, days: number): CalendarDay[] {
  const points = recoveryPoints(rules, from, from + days * DAY_MS);
  return Array.from({ length: days }, (_, place) => {
    const [begin, end] = [from + place * DAY_MS, from + (place + 1) * DAY_MS - 1];
    const there = existing(points, end);
    const count = (rule: string, storage: Storage) =>
      there.filter((point) => point.rule === rule && storageOf(point, end) === storage).length;
    return {
      date: new Date(begin).toISOString().slice(0, 10),
      counts: Object.fromEntries(
        rules.map(({ name }) => [name, { warm: count(name, 'warm'), cold: count(name, 'cold') }]),
      ),
      total: there.length,
      taken: rules
        .map(({ name }) => name)
        .filter((name) => points.some(({ rule, takenAt }) => rule === name && takenAt >= begin && takenAt <= end)),
    };
  });
}
