import type { Results } from './document';
import { type Benchmark, describe, type Figure, type Part, percent } from './figure';

/** Runs a benchmark, and tells what it has as soon as it is there. @returns its figures in the order of their list */
export async function resultsOf(benchmark: Benchmark, tell: (line: string) => void): Promise<Results> {
  const measured = new Map<string, Figure>();
  const splits: { title: string; parts: readonly Part[] }[] = [];
  await benchmark.run({
    figure: (key, figure) => {
      tell(describe(figure));
      measured.set(key, figure);
    },
    split: (title, parts) => {
      tell(`where the time goes: ${title}`);
      for (const { name, share } of parts) tell(`  ${percent(share).padStart(5)} ${name}`);
      splits.push({ title, parts });
    },
  });
  return { figures: Object.keys(benchmark.figures).flatMap((key) => measured.get(key) ?? []), splits };
}
