import { table, withSection } from '../scripts/docs/markdown';
import { type Figure, markOf, type Part, percent, shown } from './figure';

/** The document that results are written into, from the root. */
export const documentFile = 'docs/benchmarks.md';

/** What a run of a benchmark has told. */
export interface Results {
  readonly figures: readonly Figure[];
  readonly splits: readonly { readonly title: string; readonly parts: readonly Part[] }[];
}

export interface Circumstances {
  /** `2026-11-22` */
  readonly date: string;
  /** What it ran with, with versions. */
  readonly versions: readonly string[];
  readonly cores: number;
}

/** The generated part of a benchmark's section. */
export function sectionOf(name: string, { figures, splits }: Results, circumstances: Circumstances): string {
  const { date, versions, cores } = circumstances;
  const rows = figures.map((figure) => [
    figure.name,
    figure.runs,
    figure.against,
    shown(figure.ratio),
    shown(figure.goal),
    markOf(figure),
  ]);
  return [
    `\`npm run bench -- ${name}\``,
    table(['figure', 'what runs', 'against', 'ratio', 'goal', 'met'], rows, 'None.'),
    ...splits.flatMap(({ title, parts }) => [
      `Where the time goes: ${title}.`,
      table(
        ['part', 'share'],
        parts.map(({ name: part, share }) => [part, percent(share)]),
        'None.',
      ),
    ]),
    `Measured on ${date}, ${cores} cores, with ${versions.join(', ')}.`,
  ].join('\n\n');
}

/** The document with a section made anew. */
export function withResults(document: string, name: string, section: string): string {
  const next = withSection(document, `bench-${name}`, section);
  if (next === undefined)
    throw new Error(`${documentFile} lacks the lines <!-- docs:bench-${name} --> and <!-- /docs --> after it`);
  return next;
}
