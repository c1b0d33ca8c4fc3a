/** A ratio, and the most that it may be. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  readonly goal: number;
}

/** A benchmark tells each figure as soon as it has it. */
export type Benchmark = (tell: (figure: Figure) => void) => Promise<void>;

/** Machines differ, and so does one machine from minute to minute: a figure fails when it is over its goal by this. */
const ALLOWANCE = 1.15;

export const isMet = ({ ratio, goal }: Figure): boolean => ratio <= goal * ALLOWANCE;

/** The figure alone on a line, for programs; what is to be thought of it on the next. */
export function describe(figure: Figure): string {
  const { name, ratio, goal } = figure;
  const mark = isMet(figure) ? '✓' : '✗';
  return `${name}: ${ratio.toFixed(2)}\n  ${mark} goal: at most ${goal} (fails over ${(goal * ALLOWANCE).toFixed(2)})`;
}
