const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `$1,234.50` */
export const money = (usd: number): string => format.format(usd);

/** `+$12.00`, `-$3.10` */
export const difference = (usd: number): string => `${usd < 0 ? '' : '+'}${money(usd)}`;

/** A quantity without digits that mean nothing: `1,460`, `0.0025`. */
export const quantity = (number: number): string =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 }).format(number);

/** Columns below each other, the first and those of `left` to the left and the others, which are numbers, to the right. */
export function columns(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return left.includes(column) ? text.padEnd(width) : text.padStart(width);
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd());
}
