import type { CheckResult, Listener } from '../shared/checks';
import { UserError } from '../shared/errors';

/** Marks with their colours, as terminals number them: green, red, yellow. */
const marks = { passed: ['✓', 32], failed: ['✗', 31], skipped: ['-', 33] } as const;
const DIM = 2;

/** A check's line, and below it each fault, indented. */
export function reportLines({ title, status, note, details, seconds }: CheckResult, colour: boolean): string[] {
  const [mark, hue] = marks[status];
  const paint = (code: number, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const time = paint(DIM, `(${seconds.toFixed(1)} s)`);
  const indented = details.map((detail) => `    ${detail.trimEnd().replaceAll('\n', '\n      ')}`);
  return [`${paint(hue, mark)} ${title}: ${note} ${time}`, ...indented];
}

/**
 * Tells results on standard output, a line each and its faults, and progress on standard error: on a terminal in one
 * line that goes away, elsewhere in lines.
 */
export function tellOn(out: NodeJS.WriteStream, progress: NodeJS.WriteStream): Listener {
  const colour = out.isTTY === true && !process.env.NO_COLOR;
  const clear = progress.isTTY ? '\r\x1b[K' : '';
  return {
    onProgress: (line) => progress.write(progress.isTTY ? `${clear}… ${line}` : `… ${line}\n`),
    onResult: (result) => {
      progress.write(clear);
      out.write(`${reportLines(result, colour).join('\n')}\n`);
    },
  };
}

/** @throws UserError naming the checks that could not be made */
export function refuseSkipped(results: readonly CheckResult[]): void {
  const skipped = results.filter(({ status }) => status === 'skipped');
  if (skipped.length > 0)
    throw new UserError(`--strict: not made here: ${skipped.map(({ title }) => title).join(', ')}`);
}
