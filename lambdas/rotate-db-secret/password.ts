/**
 * Which passwords are generated.
 *
 * What is excluded by default breaks one of: a URL's user part (everything that is not unreserved, RFC 3986 2.3), a
 * shell word (`~` at its start, `-` read as an option), a quoted string of an engine, a connection string of
 * libpq, JDBC or ODBC (`;`, `=`, `,`, `{`). Left are letters, digits, `.` and `_`: 64 characters, so that 32 of them
 * hold 190 bits.
 */
export const defaultExcluded = '!"#$%&\'()*+,-/:;<=>?@[\\]^`{|}~';

/** Characters of a generated password. */
export const defaultLength = 32;

/** The characters that GetRandomPassword draws from, class by class. */
const classes = {
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

/** Classes of which no character is left; a password with one of every class cannot be made then. */
export function emptyClasses(excluded: string): string[] {
  return Object.entries(classes)
    .filter(([, characters]) => [...characters].every((character) => excluded.includes(character)))
    .map(([name]) => name);
}
