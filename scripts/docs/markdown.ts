/** Text as a cell of a table has to stand: on one line, and without the mark that ends a cell. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();

/** A table, in the form that the formatter gives it, or what stands in its place where it has no rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return none;
  const cells = [header, ...rows].map((row) => row.map(cell));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

/** Text in the type of code. */
export const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

/** Several of them. */
export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

const begin = (section: string) => `<!-- docs:${section} -->`;
const end = '<!-- /docs -->';

/** The text with a generated section put between its marks; undefined where it has no such marks. */
export function withSection(text: string, section: string, content: string): string | undefined {
  const from = text.indexOf(begin(section));
  const to = from < 0 ? -1 : text.indexOf(end, from);
  if (to < 0) return undefined;
  return `${text.slice(0, from)}${begin(section)}\n${content}\n${text.slice(to)}`;
}
