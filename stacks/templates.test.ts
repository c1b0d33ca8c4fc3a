import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateFaults } from './templates';

test.each(['${var.project}', 'a ${b}', '%{if true}', '%{ for x in y }', '${', '%{'])(
  'EnvironmentPlainText: %j is refused, as a value and as a name',
  (text) => {
    const expected = [expect.stringMatching(/^dev\/compute\/tags(\/x)? \[EnvironmentPlainText\]\n/)];
    expect(templateFaults('dev', { compute: { tags: { x: text } } })).toEqual(expected);
    expect(templateFaults('dev', { compute: { tags: { [text]: 'x' } } })).toEqual(expected);
  },
);

test.each(['', '$', '{}', '$${a}', '$$${a}', '%%{if}', '$ {a}', '100 %', '{$}'])('%j stands for itself', (text) => {
  expect(templateFaults('dev', { list: [{ text }], [text]: 1 })).toEqual([]);
});

test('of several texts each is told, wherever they are', () => {
  const definition = { list: ['a', '${b}'], deep: { deeper: { x: '%{c}' } }, none: undefined, number: 1 };
  expect(templateFaults('dev', definition).map((fault) => fault.split(' ')[0])).toEqual([
    'dev/list/1',
    'dev/deep/deeper/x',
  ]);
});

test('a text without braces never is one', () => {
  fc.assert(fc.property(fc.string(), (text) => templateFaults('dev', { text: text.replaceAll('{', '') }).length === 0));
});
