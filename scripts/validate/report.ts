import { styleText } from 'node:util';
import type { StepResult } from './step';

const marks = { passed: ['✓', 'green'], failed: ['✗', 'red'], skipped: ['-', 'yellow'] } as const;

/** A step's line, and below it each fault, indented. */
export function reportLines({ title, status, note, details, seconds }: StepResult, colour: boolean): string[] {
  const [mark, hue] = marks[status];
  const paint = (format: Parameters<typeof styleText>[0], text: string) => (colour ? styleText(format, text) : text);
  const time = paint('dim', `(${seconds.toFixed(1)} s)`);
  const indented = details.map((detail) => `    ${detail.trimEnd().replaceAll('\n', '\n      ')}`);
  return [`${paint(hue, mark)} ${title}: ${note} ${time}`, ...indented];
}
