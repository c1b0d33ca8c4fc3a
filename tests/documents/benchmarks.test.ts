import { lexer, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { benchmarks } from '../../benchmarks';
import { documentFile, type Results, sectionOf, withResults } from '../../benchmarks/document';
import { benchmark, describe as described, type Figure, markOf, shown, withOther } from '../../benchmarks/figure';
import { resultsOf } from '../../benchmarks/results';
import { read } from '../architecture/sources';
import { sectionOf as partOf } from './markdown';

const headings = (text: string) =>
  lexer(text).filter((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 2);
const tablesOf = (text: string) => lexer(text).filter((token): token is Tokens.Table => token.type === 'table');
const cells = (row: readonly Tokens.TableCell[]) => row.map(({ text }) => text);

test('the document has a section for each benchmark, and for no other', () => {
  const [method, ...sections] = headings(read(documentFile)).map(({ text }) => text);
  expect(method).toBe('How it is measured');
  expect(sections).toEqual(Object.keys(benchmarks));
});

describe.each(Object.entries(benchmarks))('the section of %s', (name, { figures, splits }) => {
  const text = partOf(documentFile, name);
  const [measured, ...others] = tablesOf(text);
  const rows = (measured?.rows ?? []).map(cells);

  test('says the command that makes it, when it was made and with what', () => {
    expect(text).toContain(`\n\`npm run bench -- ${name}\`\n`);
    expect(text).toMatch(/^Measured on \d{4}-\d\d-\d\d, \d+ cores, with Node\.js \d+\.\d+\.\d+(, \S.* v?\d[^,]*)*\.$/m);
  });

  test('has every figure that the benchmark measures, with what it is a ratio of', () => {
    const kinds = Object.values(figures);
    expect(rows.map(([figure = '']) => figure.replace(/, [\d,]+ resources$/, ''))).toEqual(
      kinds.map((each) => each.name),
    );
    expect(rows.map(([, runs, against]) => [runs, against])).toEqual(kinds.map((each) => [each.runs, each.against]));
  });

  test('has the goal of each, and marks those that are met', () => {
    for (const [index, { goal, name: figure }] of Object.values(figures).entries()) {
      const [shownName = '', , , ratio, shownGoal, mark] = rows[index] ?? [];
      const resources = Number(/, (\d+) resources$/.exec(shownName)?.[1]);
      const expected = typeof goal === 'number' ? goal : goal(resources);
      expect(shownGoal, figure).toBe(shown(expected));
      expect(mark, figure).toBe(markOf({ ratio: Number(ratio), goal: expected }));
    }
  });

  test('says where the time goes', () => {
    const titles = [...text.matchAll(/^Where the time goes: (.*)\.$/gm)].map(([, title]) => title);
    expect(titles).toEqual(Object.values(splits));
    expect(others).toHaveLength(titles.length);
    for (const table of others)
      for (const [part, share] of table.rows.map(cells)) {
        expect(part).not.toBe('');
        expect(share).toMatch(/^\d+ %$/);
      }
  });
});

test.each([
  ['synth', 1],
  ['drill', 1],
])('the shares that %s shows of a whole add up', (name, place) => {
  const shares = (tablesOf(partOf(documentFile, name))[place]?.rows ?? []).map((row) =>
    Number.parseInt(row[1]?.text ?? '', 10),
  );
  expect(shares.length).toBeGreaterThan(4);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
});

test('what is left of a whole is a part of its own, where there is something', () => {
  const half = { name: 'half', share: 0.504 };
  expect(withOther([half, { name: 'a third', share: 0.333 }])[2]).toEqual({ name: 'other', share: 0.17 });
  expect(withOther([half, half])).toEqual([half, half]);
});

const figure = (ratio: number): Figure => ({ name: 'a to b', runs: '`a`', against: '`b`', goal: 2, ratio });
const results = (ratio: number): Results => ({
  figures: [figure(ratio)],
  splits: [{ title: 'of `a`', parts: [{ name: 'start', share: 0.25 }] }],
});
const circumstances = { date: '2026-01-31', versions: ['Node.js 20.12.0', 'cdktf 0.21.0'], cores: 4 };

describe('a figure', () => {
  test.each([
    [2, '✓'],
    [2.01, '≈'],
    [2.29, '≈'],
    [2.31, '✗'],
  ])('of %d has at a goal of 2 the mark %s', (ratio, mark) => {
    expect(markOf(figure(ratio))).toBe(mark);
  });

  test.each([
    [12.345, '12.35'],
    [0.3, '0.30'],
    [0.0123, '0.012'],
    [0.00456, '0.0046'],
    [0, '0.00'],
  ])('of %d is shown as %s', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('is alone on its line, for programs', () => {
    expect(described(figure(3)).split('\n')).toEqual(['a to b: 3.00', '  ✗ goal: at most 2.00 (fails over 2.30)']);
  });
});

test('results are told as they come, and kept in the order of the list', async () => {
  const kind = (name: string) => ({ name, runs: '`a`', against: '`b`', goal: 2 });
  const some = benchmark({
    measures: 'something',
    figures: { first: kind('first'), second: kind('second') },
    splits: { whole: 'of `a`' },
    versions: async () => [],
    run: async (tell) => {
      tell.figure('second', 3);
      tell.split('whole', [{ name: 'start', share: 0.25 }]);
      tell.figure('first', 1, 90);
    },
  });
  const told: string[] = [];
  const { figures, splits } = await resultsOf(some, (line) => told.push(line));
  expect(figures.map(({ name, ratio }) => [name, ratio])).toEqual([
    ['first, 90 resources', 1],
    ['second', 3],
  ]);
  expect(splits).toEqual([{ title: 'of `a`', parts: [{ name: 'start', share: 0.25 }] }]);
  expect(told.map((line) => line.split('\n')[0])).toEqual([
    'second: 3.00',
    'where the time goes: of `a`',
    '   25 % start',
    'first, 90 resources: 1.00',
  ]);
});

describe('a section', () => {
  test('has a table of figures, one of each split, and what it ran with', () => {
    expect(sectionOf('some', results(1), circumstances)).toBe(
      [
        '`npm run bench -- some`',
        '| figure | what runs | against | ratio | goal | met |\n| ------ | --------- | ------- | ----- | ---- | --- |\n| a to b | `a`       | `b`     | 1.00  | 2.00 | ✓   |',
        'Where the time goes: of `a`.',
        '| part  | share |\n| ----- | ----- |\n| start | 25 %  |',
        'Measured on 2026-01-31, 4 cores, with Node.js 20.12.0, cdktf 0.21.0.',
      ].join('\n\n'),
    );
  });

  test('is renewed alone, and the others stay as they are', () => {
    const document = '# B\n<!-- docs:bench-a -->\nold\n<!-- /docs -->\n<!-- docs:bench-b -->\nold\n<!-- /docs -->\n';
    expect(withResults(document, 'b', 'new')).toBe(
      '# B\n<!-- docs:bench-a -->\nold\n<!-- /docs -->\n<!-- docs:bench-b -->\nnew\n<!-- /docs -->\n',
    );
  });

  test('that the document has no place for is told', () => {
    expect(() => withResults('# B\n', 'a', 'new')).toThrow('lacks the lines <!-- docs:bench-a -->');
  });
});
