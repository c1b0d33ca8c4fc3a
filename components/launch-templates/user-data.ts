import { Fn, Token } from 'cdktf';
import { isReference } from '../shared/rules';

interface Kinds {
  text: string;
  number: number;
  flag: boolean;
}
type Kind = keyof Kinds;

type Declared<T extends string> = T extends `${string}{{${infer D}}}${infer Rest}` ? D | Declared<Rest> : never;
type NameOf<D extends string> = D extends `${infer Name}:${string}` ? Name : D;
type ValueOf<D extends string> = D extends `${string}:${infer K extends Kind}` ? Kinds[K] : string;

/** What a template's variables must be given: `{{port:number}}` a number, `{{name}}` a text. */
export type UserDataVariables<T extends string> = { readonly [D in Declared<T> as NameOf<D>]: ValueOf<D> };

/** A script for the first start of a machine, and what is wrong with it. */
export interface UserData {
  /** As it has to stand in Terraform. */
  readonly text: string;
  readonly faults: readonly string[];
}

const placeholder = /\{\{(?:(\w+)(?::(\w+))?|([^}]*))\}\}/g;
const kinds: Readonly<Record<Kind, string>> = { text: 'string', number: 'number', flag: 'boolean' };

/** Bash's own `${…}` is no reference of Terraform's. */
const escaped = (text: string) => text.replace(/([$%])\{/g, '$1$1{');

/** A reference inside a text, as the library marks it. */
const reference = /(\$\{TfToken\[[^\]]+\]\})/;
const endQuote = `'\\''`;
/** The same as Terraform has to read it. */
const endQuoteText = `'\\\\''`;

/** A word that the shell takes as it is, whatever is in it; of a reference Terraform does the same, who knows its text. */
function quoted(text: string): string {
  const pieces = text
    .split(reference)
    .map((piece) =>
      reference.test(piece) ? `${Fn.replace(piece, "'", endQuoteText)}` : escaped(piece.replaceAll("'", endQuote)),
    );
  return `'${pieces.join('')}'`;
}

const written = (value: string | number | boolean) =>
  typeof value === 'string' ? quoted(value) : isReference(value) ? Token.asString(value) : `${value}`;

/**
 * Fills in a template. `{{name}}` is a text, which is quoted for the shell; `{{name:number}}` and `{{name:flag}}` are
 * written as they are. A variable that is missing, unknown or of another kind is a fault, and the compiler says so
 * first.
 */
export function userData<const T extends string>(template: T, variables: UserDataVariables<T>): UserData {
  const given: Readonly<Record<string, unknown>> = variables;
  const faults: string[] = [];
  const named = new Set<string>();
  const pieces: string[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    const [whole, name, kind = 'text'] = match;
    pieces.push(escaped(template.slice(end, match.index)));
    end = match.index + whole.length;
    if (name === undefined || !Object.hasOwn(kinds, kind)) {
      faults.push(`${whole} is no variable; expected {{name}}, {{name:number}} or {{name:flag}}`);
      continue;
    }
    named.add(name);
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const fault = faultOf(name, kind as Kind, value);
    if (fault) faults.push(fault);
    else pieces.push(written(value as Kinds[Kind]));
  }
  for (const name of Object.keys(given)) if (!named.has(name)) faults.push(`${name} is given, and not in the template`);
  return { text: [...pieces, escaped(template.slice(end))].join(''), faults: [...new Set(faults)] };
}

function faultOf(name: string, kind: Kind, value: unknown): string | undefined {
  if (value === undefined) return `{{${name}}} is not given`;
  if (typeof value !== kinds[kind]) return `{{${name}:${kind}}} is given as ${typeof value}`;
  return typeof value === 'number' && !isReference(value) && !Number.isFinite(value)
    ? `{{${name}:number}} is given as ${value}`
    : undefined;
}
