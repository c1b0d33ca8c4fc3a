import { lexer, type Token, type Tokens, walkTokens } from 'marked';
import { files, read } from '../architecture/sources';

/** A link, as it is written. */
export interface Link {
  readonly text: string;
  readonly target: string;
}

/** Every document of the workspace, by its path from the root. */
export const documents = (): string[] => files().filter((file) => file.endsWith('.md'));

/** The tokens of a text, nested ones too, in their order. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  walkTokens(lexer(text), (token) => {
    found.push(token);
  });
  return found;
}

/** Links and pictures of a document, those of tables and lists too. */
export const linksOf = (text: string): Link[] =>
  tokensOf(text)
    .filter((token): token is Tokens.Link | Tokens.Image => token.type === 'link' || token.type === 'image')
    .map((token) => ({ text: plain(token), target: token.href }));

/** What is in a language of code, block by block. */
export const codeOf = (text: string, ...languages: readonly string[]): string[] =>
  tokensOf(text)
    .filter((token): token is Tokens.Code => token.type === 'code' && languages.includes(token.lang ?? ''))
    .map((token) => token.text);

/** Every piece of code, in blocks and in lines. */
export const allCodeOf = (text: string): string[] =>
  tokensOf(text)
    .filter((token): token is Tokens.Code | Tokens.Codespan => token.type === 'code' || token.type === 'codespan')
    .map((token) => token.text);

/** The rows of a document's tables, without their heads and marks. */
export const rowsOf = (text: string): string[][] =>
  tokensOf(text)
    .filter((token): token is Tokens.Table => token.type === 'table')
    .flatMap(({ rows }) => rows.map((cells) => cells.map((cell) => cell.tokens.map(plain).join(''))));

/** The text of a token without its marks. */
function plain(token: Token): string {
  const inner = 'tokens' in token ? token.tokens : undefined;
  return inner ? inner.map(plain).join('') : 'text' in token ? token.text : token.raw;
}

/** The anchors that the headings of a document have, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return tokensOf(text)
    .filter((token): token is Tokens.Heading => token.type === 'heading')
    .map((heading) => {
      const anchor = plain(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    });
}

/** The text below a heading, up to the next one of its rank. @throws where there is none of that anchor */
export function sectionOf(file: string, anchor: string): string {
  const text = read(file);
  const place = anchorsOf(text).indexOf(anchor);
  if (place < 0) throw new Error(`${file} has no heading for #${anchor}`);
  const tokens = lexer(text);
  const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  const from = headings[place] as Tokens.Heading;
  const to = headings.slice(place + 1).find(({ depth }) => depth <= from.depth);
  const raw = tokens.slice(tokens.indexOf(from) + 1, to ? tokens.indexOf(to) : undefined);
  return raw.map((token) => token.raw).join('');
}
