import { describe, expect, test } from 'vitest';
import { loadComponents } from '../../scripts/docs/components';
import { allRules } from '../../scripts/docs/rules';
import { variableName, variables } from '../../stacks/config';
import { files, isTest, read, root } from '../architecture/sources';
import { documents } from './markdown';

const known = new Set(Object.keys(variables).map(variableName));

/** Variables that a text names: whatever it says is in `config.env`, and whatever has our prefix. */
const variablesIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\b([A-Z][A-Z_]*[A-Z])(?:=\S+)?(?= in config\.env)|\bGROUNDWORK_[A-Z_]*[A-Z]\b(?![_…])/g)].map(
      ([whole, named]) => named ?? whole,
    ),
  ),
];
const unknownIn = (place: string, text: string): string[] =>
  variablesIn(text)
    .filter((name) => !known.has(name))
    .map((name) => `${place}: ${name}`);

describe('a variable of the configuration that is not there is named', () => {
  test('by no rule', async () => {
    const rules = [...allRules(await loadComponents(root)).values()].flat();
    expect(rules.filter(({ fix }) => variablesIn(fix).length > 0).length).toBeGreaterThan(5);
    expect(rules.flatMap(({ id, says, fix }) => unknownIn(id, `${says}\n${fix}`))).toEqual([]);
  });

  test('by no message of the sources', () => {
    const sources = files().filter((file) => file.endsWith('.ts') && !isTest(file));
    const messages = sources
      .map((file) => [file, read(file)] as const)
      .filter(([, text]) => / in config\.env/.test(text));
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.flatMap(([file, text]) => unknownIn(file, text))).toEqual([]);
  });

  test('by no document', () => {
    const named = documents().map((file) => [file, read(file)] as const);
    expect(named.filter(([, text]) => variablesIn(text).length > 0).length).toBeGreaterThan(5);
    expect(named.flatMap(([file, text]) => unknownIn(file, text))).toEqual([]);
  });

  test.each([
    ['correct ALARM_EMAILS in config.env', ['ALARM_EMAILS']],
    ['set ALLOW_DESTROYS=dev in config.env', ['ALLOW_DESTROYS']],
    ['GROUNDWORK_REGON is nothing', ['GROUNDWORK_REGON']],
    ['GROUNDWORK_…_ROLE_ARN, name a role there in config.env', []],
  ])('is seen in %s', (text, named) => {
    expect(variablesIn(text)).toEqual(named);
  });
});
