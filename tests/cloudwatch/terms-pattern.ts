import type { FilterMatch } from './filter-pattern';
import type { Scanner } from './scanner';

type Sign = '' | '?' | '-';

const matched: FilterMatch = { values: {}, value: () => undefined };

function readTerm(scanner: Scanner): string {
  if (scanner.looksAt('"')) return scanner.quoted();
  if (scanner.looksAt('%')) scanner.fail('a regular expression stands alone, it cannot be combined with terms');
  const term = scanner.take(/\w+/y) ?? scanner.fail(`expected a term, found ${scanner.found()}`);
  if (!/^\s?$/.test(scanner.text.charAt(scanner.position))) {
    scanner.fail('a term with characters other than letters, digits and "_" must be in double quotes');
  }
  return term;
}

/**
 * Terms in unstructured log events: all of them, none of those with `-`. Terms with `?` mean "one of these", and are
 * ignored as soon as there is any other term. A quoted blank matches everything.
 */
export function parseTermsPattern(scanner: Scanner): (line: string) => FilterMatch | undefined {
  if (scanner.looksAt('%')) {
    const regex = scanner.regex();
    scanner.skipSpaces();
    if (!scanner.atEnd) scanner.fail('a regular expression stands alone, it cannot be combined with terms');
    return (line) => (regex.test(line) ? matched : undefined);
  }
  const terms: Record<Sign, string[]> = { '': [], '?': [], '-': [] };
  for (scanner.skipSpaces(); !scanner.atEnd; scanner.skipSpaces()) {
    const sign: Sign = scanner.accept('?') ? '?' : scanner.accept('-') ? '-' : '';
    terms[sign].push(readTerm(scanner));
  }
  const contains = (line: string, term: string) => term.trim() === '' || line.includes(term);
  const optionalCounts = terms['?'].length > 0 && terms[''].length + terms['-'].length === 0;
  return (line) => {
    const hit =
      terms[''].every((term) => contains(line, term)) &&
      !terms['-'].some((term) => contains(line, term)) &&
      (!optionalCounts || terms['?'].some((term) => contains(line, term)));
    return hit ? matched : undefined;
  };
}
