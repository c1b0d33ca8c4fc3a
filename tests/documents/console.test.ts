import { describe, expect, test } from 'vitest';
import { missing, shownIn } from './console';

test('a block is a command, what it asks, and what it says', () => {
  const text =
    '```console\n$ AWS_PROFILE=acme npm run deploy -- dev security\nplan: …\nApply this? yes or no: yes\ndone\n```';
  expect(shownIn(text)).toEqual([
    {
      command: 'deploy',
      args: ['dev', 'security'],
      profile: 'acme',
      lines: ['plan: …', 'done'],
      question: { text: 'Apply this? yes or no: ', answer: 'yes' },
    },
  ]);
  expect(() => shownIn('```console\nls\n```')).toThrow('not a command: ls');
});

describe('an output has the lines that are shown', () => {
  test.each([
    [['a', 'c'], undefined],
    [['a …', 'c'], 'a …'],
    [['b: … of 3', 'c'], undefined],
    [['c', 'a'], 'a'],
    [['a', 'a'], 'a'],
    [['b: 1'], 'b: 1'],
    [['b. 1 of 3'], 'b. 1 of 3'],
  ])('%j lacks %j', (lines, lacking) => {
    expect(missing(lines, 'a\nb: 1 of 3\nc\n')).toBe(lacking);
  });
});
