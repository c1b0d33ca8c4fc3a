/** JSON that is an object, and nothing more is known of it. */
export type Unread = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a text; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What was found where a file of a format was expected, for a message: `one of format 5`, or how it begins.
 * @param key that a file of this kind names its format by
 */
export function foundFormat(text: string, key: string, expected: number): string {
  const value = parsed(text);
  const format = isObject(value) ? value[key] : undefined;
  return format === undefined || format === expected
    ? `what begins with ${JSON.stringify(text.slice(0, 40))}`
    : `one of format ${String(format)}`;
}
