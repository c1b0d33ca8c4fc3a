/** What a figure is a ratio of, and the most that it may be. */
export interface FigureKind {
  readonly name: string;
  /** What is measured, in words; Markdown, with links from `docs/`. */
  readonly runs: string;
  /** What it is measured against. */
  readonly against: string;
  /** The most that the ratio may be; by the number of resources, where more of them may cost more. */
  readonly goal: number | ((resources: number) => number);
}

/** A figure that was measured. */
export interface Figure extends FigureKind {
  readonly goal: number;
  readonly ratio: number;
}

/** A part of a whole, 0 to 1. */
export interface Part {
  readonly name: string;
  readonly share: number;
}

/** What hears of results, each as soon as it is there. */
export interface Listener {
  /** `key` is that of one of the benchmark's `figures`. */
  figure(key: string, figure: Figure): void;
  /** Where the time of something goes; `title` is one of the benchmark's `splits`. */
  split(title: string, parts: readonly Part[]): void;
}

/** What a benchmark calls with each figure and split that it has. */
export interface Told<Key extends string, Split extends string> {
  figure(key: Key, ratio: number, resources?: number): void;
  split(key: Split, parts: readonly Part[]): void;
}

interface BenchmarkParts<Key extends string, Split extends string> {
  /** What it measures, in one line. */
  readonly measures: string;
  readonly figures: Readonly<Record<Key, FigureKind>>;
  /** Titles of what says where the time goes. */
  readonly splits: Readonly<Record<Split, string>>;
  /** What it ran with besides Node.js, with versions. */
  readonly versions: () => Promise<readonly string[]>;
  readonly run: (tell: Told<Key, Split>) => Promise<void>;
}

/** A benchmark, whatever its figures are called. */
export interface Benchmark extends Omit<BenchmarkParts<string, string>, 'run'> {
  readonly run: (listener: Listener) => Promise<void>;
}

/** Makes a benchmark of its figures and of what measures them. */
export function benchmark<Key extends string, Split extends string>(parts: BenchmarkParts<Key, Split>): Benchmark {
  const { figures, splits, run } = parts;
  return {
    ...parts,
    run: (listener) =>
      run({
        figure: (key, ratio, resources) => listener.figure(key, measured(figures[key], ratio, resources)),
        split: (key, shares) => listener.split(splits[key], shares),
      }),
  };
}

/** What is judged is what is shown. */
function measured(kind: FigureKind, ratio: number, resources?: number): Figure {
  const { name, goal } = kind;
  const most = typeof goal === 'number' ? goal : goal(resources ?? Number.NaN);
  if (!Number.isFinite(ratio) || !Number.isFinite(most)) throw new Error(`${name}: ${ratio} of at most ${most}`);
  return {
    ...kind,
    name: resources === undefined ? name : `${name}, ${resources} resources`,
    goal: most,
    ratio: Number(shown(ratio)),
  };
}

/** Machines differ, and so does one machine from minute to minute: a figure fails when it is over its goal by this. */
export const ALLOWANCE = 1.15;

export type Mark = '✓' | '≈' | '✗';

/** Met; over the goal by no more than two runs may differ; or failed. */
export const markOf = ({ ratio, goal }: Pick<Figure, 'ratio' | 'goal'>): Mark => {
  if (ratio <= goal) return '✓';
  return ratio <= goal * ALLOWANCE ? '≈' : '✗';
};

/** Two figures that count, and never fewer than two decimals. */
export const shown = (value: number): string =>
  value.toFixed(Math.max(2, value > 0 ? 1 - Math.floor(Math.log10(value)) : 2));

/** A share of a whole, as it is shown. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The parts of a whole, and what is left of it, so that what is shown adds up. */
export function withOther(parts: readonly Part[]): Part[] {
  const others = 100 - parts.reduce((sum, { share }) => sum + Math.round(share * 100), 0);
  return others > 0 ? [...parts, { name: 'other', share: others / 100 }] : [...parts];
}

/** The figure alone on a line, for programs; what is to be thought of it on the next. */
export function describe(figure: Figure): string {
  const { name, ratio, goal } = figure;
  return `${name}: ${shown(ratio)}\n  ${markOf(figure)} goal: at most ${shown(goal)} (fails over ${shown(goal * ALLOWANCE)})`;
}
