/**
 * What SHOW GRANTS says, taken apart, so that two accounts can be compared and only the difference be changed: a user
 * whose grants were taken away and given back would fail in between, and it may be in use.
 *
 * Edge cases
 * [G1] names hold everything, also the words that statements are made of: what is quoted is skipped
 * [G2] privileges on columns have commas in their parentheses
 * [G3] MariaDB has the password's hash, the TLS requirement and the limits in the global line; they are not grants
 * [G4] GRANT OPTION belongs to an object, not to a privilege
 * [G5] a partial revoke (MySQL) is a line of its own; taking it back is a grant
 * [G6] a role is granted without ON, and SHOW GRANTS lists the role's own grants below: another grantee's
 */

export interface Grants {
  /** `SELECT` → objects that it is granted on, as `privilege ON object`. */
  readonly privileges: ReadonlySet<string>;
  /** Objects whose privileges the account may pass on. [G4] */
  readonly grantable: ReadonlySet<string>;
  /** Partial revokes, as `privilege ON object`. [G5] */
  readonly revokes: ReadonlySet<string>;
  /** Roles; true: with the right to pass them on. [G6] */
  readonly roles: ReadonlyMap<string, boolean>;
}

/** `account` quoted as SHOW GRANTS quotes it, in backticks. */
export function parseGrants(lines: readonly string[], account: string): Grants {
  const privileges = new Set<string>();
  const grantable = new Set<string>();
  const revokes = new Set<string>();
  const roles = new Map<string, boolean>();
  for (const line of lines) {
    const { verb, what, object, rest } = parts(line);
    if (!rest.startsWith(account)) continue; // [G6]
    const tail = unquoted(rest.slice(account.length)); // [G3]
    if (verb === 'REVOKE' && object !== undefined) {
      for (const one of list(what)) revokes.add(`${one} ON ${object}`);
    } else if (verb === 'GRANT' && object !== undefined) {
      for (const one of list(what)) if (one !== 'USAGE') privileges.add(`${one} ON ${object}`);
      if (/\bGRANT OPTION\b/.test(tail)) grantable.add(object);
    } else if (verb === 'GRANT') {
      for (const role of list(what)) roles.set(role, /\bADMIN OPTION\b/.test(tail));
    }
  }
  return { privileges, grantable, revokes, roles };
}

/** Statements, without their grantee, that make an account's grants those wanted: `GRANT … TO`, `REVOKE … FROM`. */
export function difference(wanted: Grants, had: Grants): { before: string; after: string }[] {
  const to = (before: string, after = '') => ({ before: `${before} TO`, after });
  const from = (before: string) => ({ before: `${before} FROM`, after: '' });
  return [
    ...without(had.revokes, wanted.revokes).map((one) => to(`GRANT ${one}`)), // [G5]
    ...without(wanted.privileges, had.privileges).map((one) => to(`GRANT ${one}`)),
    ...without(wanted.grantable, had.grantable).map((one) => to(`GRANT USAGE ON ${one}`, ' WITH GRANT OPTION')),
    ...[...wanted.roles]
      .filter(([role, admin]) => had.roles.get(role) !== admin && (admin || !had.roles.has(role)))
      .map(([role, admin]) => to(`GRANT ${role}`, admin ? ' WITH ADMIN OPTION' : '')),
    ...without(wanted.revokes, had.revokes).map((one) => from(`REVOKE ${one}`)), // [G5]
    ...without(had.grantable, wanted.grantable).map((one) => from(`REVOKE GRANT OPTION ON ${one}`)),
    ...without(had.privileges, wanted.privileges).map((one) => from(`REVOKE ${one}`)),
    ...without(new Set(had.roles.keys()), new Set(wanted.roles.keys())).map((role) => from(`REVOKE ${role}`)),
  ];
}

/** What `had` lacks of `wanted`, in words. */
export function lacking(wanted: Grants, had: Grants): string[] {
  return [
    ...without(wanted.privileges, had.privileges),
    ...without(wanted.grantable, had.grantable).map((object) => `GRANT OPTION ON ${object}`),
    ...without(new Set(wanted.roles.keys()), new Set(had.roles.keys())).map((role) => `the role ${role}`),
  ];
}

function without(all: ReadonlySet<string>, some: ReadonlySet<string>): string[] {
  return [...all].filter((one) => !some.has(one));
}

/** Quoted names, strings and parentheses, which may hold any word. [G1] [G2] */
const opaque = /`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|\([^()`]*(?:`(?:[^`]|``)*`[^()`]*)*\)/g;

/** The same length as the text, with all that is quoted blanked out. */
function unquoted(text: string): string {
  return text.replace(opaque, (quoted) => '\u0000'.repeat(quoted.length));
}

/** `GRANT what ON object TO rest`, `GRANT what TO rest`, `REVOKE what ON object FROM rest`. */
function parts(line: string): { verb: string; what: string; object: string | undefined; rest: string } {
  const plain = unquoted(line);
  const verb = plain.split(' ', 1)[0] ?? '';
  const grantee = Math.max(plain.lastIndexOf(' TO '), plain.lastIndexOf(' FROM '), plain.lastIndexOf(' FOR '));
  if (grantee === -1) return { verb, what: '', object: undefined, rest: '' };
  const rest = line.slice(line.indexOf(' ', grantee + 1) + 1);
  const on = plain.indexOf(' ON ');
  const hasObject = on !== -1 && on < grantee;
  return {
    verb,
    what: line.slice(verb.length + 1, hasObject ? on : grantee),
    object: hasObject ? line.slice(on + 4, grantee) : undefined,
    rest,
  };
}

/** Splits at commas that are not within quotes or parentheses. */
function list(text: string): string[] {
  const plain = unquoted(text);
  const items: string[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    if (index < text.length && plain[index] !== ',') continue;
    items.push(text.slice(start, index).trim());
    start = index + 1;
  }
  return items;
}
