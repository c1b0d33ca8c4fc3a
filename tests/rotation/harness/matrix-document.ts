import { type Case, recoveries } from './matrix';

const introduction = `# Rotation under fire

What happens to a rotation whose process is killed (SIGKILL) right after a side effect, before it hears of it. Each row
is a point of death; each column a way in which Secrets Manager may come again. "rotated" means: at the instant of the
death a credential that can be fetched logs in, and after the recovery the new version is AWSCURRENT and logs in,
AWSPENDING blocks nothing, and the old password is dead (single user) or still alive (alternating users).

The bundle that is deployed runs in a process of its own against a real database server and a Secrets Manager that
refuses what AWS refuses. Between \`COMMIT\` and its transaction's start a death undoes the transaction; MariaDB has no
such thing for users, each of its statements stays. This file is written by \`tests/rotation/matrix.integration.test.ts\`.
`;

/** docs/rotation-matrix.md, of the cases of each engine. */
export function describeMatrix(results: readonly (readonly [string, readonly Case[]])[]): string {
  return `${[introduction, ...results.map(([engine, cases]) => tablesOf(engine, cases))].join('\n').trimEnd()}\n`;
}

function tablesOf(engine: string, cases: readonly Case[]): string {
  return (['single-user', 'alternating-users'] as const)
    .map((strategy) => {
      const own = cases.filter((one) => one.strategy === strategy);
      const points = own.filter(({ recovery }) => recovery === recoveries[0]);
      const rows = points.map(({ number, step, effect }) => {
        const marks = recoveries.map((recovery) => {
          const one = own.find((each) => each.recovery === recovery && each.number === number);
          return one && one.faults.length === 0 ? 'rotated' : 'FAILED';
        });
        return [String(number), step, `\`${effect}\``, ...marks];
      });
      const header = ['', 'killed in', 'right after', ...recoveries];
      return `### ${engine}, ${strategy}\n\n${table(header, rows)}`;
    })
    .join('\n\n');
}

/** Cells of a column equally wide, as the formatter wants it. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
