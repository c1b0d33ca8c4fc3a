import type { LayerResult } from './layers';
import type { RotationResult } from './rotation/prove';

/** A database whose rotation cannot be shown on this machine. */
export interface SkippedRotation {
  readonly database: string;
  readonly reason: string;
}

/** What a rotation has shown, as one line. */
export const describeRotation = ({ software, seconds }: RotationResult): string =>
  `${software}: rotated in ${seconds.toFixed(1)} s; old password refused, new one accepted`;

/** Every database: what its rotation has shown, or why there was none. */
export const rotationLines = (
  rotations: readonly RotationResult[],
  skipped: readonly SkippedRotation[],
): readonly string[] => [
  ...rotations.map((rotation) => `${rotation.database} on ${describeRotation(rotation)}`),
  ...skipped.map(({ database, reason }) => `${database} not rotated: ${reason}`),
];

const sum = (results: readonly LayerResult[], of: (result: LayerResult) => number) =>
  results.reduce((total, result) => total + of(result), 0);

/** A table of what each layer took. */
export function summaryTable(results: readonly LayerResult[]): string {
  const rows = [
    ['layer', 'resources', 'seconds', 'second plan'],
    ...results.map((each) => [each.layer, `${each.applied}`, each.seconds.toFixed(1), `${each.secondPlan} changes`]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The one line that says it all; scripts look for it. */
export const lastLine = (environment: string, results: readonly LayerResult[]): string =>
  `${environment}: ${results.length} layers, ${sum(results, (each) => each.applied)} resources applied, ${sum(results, (each) => each.secondPlan)} changes on the second plan`;
