import { describe, expect, test } from 'vitest';
import { parseFilterPattern } from '../filter-pattern';
import type { DocumentedExample } from './example';
import { json } from './json';
import { regexes } from './regexes';
import { flowLogs, spaceDelimited } from './space-delimited';
import { earlierTerms, terms } from './terms';
import { testMetricFilter } from './test-metric-filter';

const examples: readonly DocumentedExample[] = [
  ...terms,
  ...earlierTerms,
  ...regexes,
  ...json,
  ...spaceDelimited,
  ...testMetricFilter,
  ...flowLogs,
];

describe('examples of the AWS documentation', () => {
  test.each(examples)('$pattern', ({ pattern, matches: hits, others = [], values }) => {
    const parsed = parseFilterPattern(pattern);
    for (const line of hits) expect(parsed.match(line), line).toBeDefined();
    for (const line of others) expect(parsed.match(line), line).toBeUndefined();
    if (values) expect(parsed.match(hits[0] ?? '')?.values).toEqual(values);
  });
});
