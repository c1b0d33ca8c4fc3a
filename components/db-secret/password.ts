import type { Expression } from '../shared/rules';
import { apply, hcl } from '../shared/rules/expression';

/**
 * Left out of passwords, because it breaks one of: the user part of a URL, a word of a shell, a quoted string of an
 * engine, a connection string of libpq, JDBC or ODBC. Letters, digits, `.` and `_` are left: 32 of them hold 190 bits.
 */
export const unsafeCharacters = '!"#$%&\'()*+,-/:;<=>?@[\\]^`{|}~';

/** The characters that GetRandomPassword draws from, class by class. */
const classes = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
] as const;

/** Of every class a character is left when these are excluded; Secrets Manager would look for one in vain otherwise. */
export const leavesEveryClass = <I>(excluded: Expression<I, string>): Expression<I, boolean> =>
  apply<I, [string], boolean>(
    [excluded],
    (text) => classes.every((each) => [...each].some((character) => !text.includes(character))),
    (text) =>
      `alltrue([for each in ${list(classes)} : anytrue([for character in split("", each) : !strcontains(${text}, character)])])`,
  );

/** Each of these characters is among the excluded ones. */
export const excludes = <I>(excluded: Expression<I, string>, characters: readonly string[]): Expression<I, boolean> =>
  apply<I, [string], boolean>(
    [excluded],
    (text) => characters.every((character) => text.includes(character)),
    (text) => `alltrue([for character in ${list(characters)} : strcontains(${text}, character)])`,
  );

const list = (texts: readonly string[]) => `[${texts.map(hcl).join(', ')}]`;
