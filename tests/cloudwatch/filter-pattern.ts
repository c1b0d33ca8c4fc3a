import { parseJsonPattern } from './json-pattern';
import { Scanner } from './scanner';
import { parseSpacePattern } from './space-pattern';
import { parseTermsPattern } from './terms-pattern';

export { FilterPatternError } from './pattern-error';

/** What a matching log event yields. */
export interface FilterMatch {
  /** The extracted fields, as TestMetricFilter shows them: `{ $status_code: "404" }`; space-delimited patterns only. */
  readonly values: Readonly<Record<string, string>>;
  /** The value behind a reference, as in a metric transformation: `$bytes`, `$7` or `$.latency`. */
  value(reference: string): string | undefined;
}

export interface FilterPattern {
  readonly kind: 'terms' | 'space-delimited' | 'json';
  match(line: string): FilterMatch | undefined;
  /** Whether a metric transformation may refer to this value. */
  declares(reference: string): boolean;
}

/** PutMetricFilter, `filterPattern`. */
const maximumLength = 1024;
/** Regular expressions in one space-delimited or JSON pattern. */
const maximumRegexes = 2;

/**
 * Evaluates CloudWatch Logs filter patterns as documented in "Filter pattern syntax for metric filters, subscription
 * filters, filter log events, and Live Tail" (Amazon CloudWatch Logs User Guide, FilterAndPatternSyntax).
 *
 * @throws FilterPatternError where CloudWatch Logs would refuse the pattern
 */
export function parseFilterPattern(pattern: string): FilterPattern {
  const scanner = new Scanner(pattern);
  if (pattern.length > maximumLength) {
    scanner.fail(`the pattern has ${pattern.length} characters, ${maximumLength} at most`, maximumLength);
  }
  scanner.skipSpaces();
  if (scanner.looksAt('[')) {
    const fields = parseSpacePattern(scanner);
    return finished(scanner, { kind: 'space-delimited', ...fields });
  }
  if (scanner.looksAt('{')) {
    const match = parseJsonPattern(scanner);
    return finished(scanner, { kind: 'json', match, declares: (reference) => reference.startsWith('$.') });
  }
  return { kind: 'terms', match: parseTermsPattern(scanner), declares: () => false };
}

function finished(scanner: Scanner, parsed: FilterPattern): FilterPattern {
  scanner.skipSpaces();
  if (!scanner.atEnd) scanner.fail(`nothing may follow the pattern, found ${scanner.found()}`);
  if (scanner.regexCount > maximumRegexes) scanner.fail(`a pattern can have ${maximumRegexes} regular expressions`, 0);
  return parsed;
}
