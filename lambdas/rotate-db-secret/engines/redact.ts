/**
 * Takes passwords out of what a server or a driver says, also where they stand quoted as in the statement.
 */
export function redact(text: string, passwords: readonly string[]): string {
  const forms = passwords.flatMap((password) => [
    password,
    password.replaceAll("'", "''"),
    password.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
    password.replaceAll('\\', '\\\\').replaceAll("'", "''"),
  ]);
  // The longest first: one form may be part of another.
  return [...new Set(forms)]
    .filter((form) => form !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((rest, form) => rest.replaceAll(form, '***'), text);
}
