import { lexer, type Tokens } from 'marked';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RuleText } from '../../components/shared/rules';
import { loadComponents } from '../../scripts/docs/components';
import { allRules } from '../../scripts/docs/rules';
import { read, root } from '../architecture/sources';
import { type Link, linksOf, sectionOf } from './markdown';
import { testsOf } from './tests-of';

const file = 'docs/production-checklist.md';

/** A line of the list, with what it links to. */
interface Line {
  readonly text: string;
  readonly links: readonly Link[];
}

const linesOf = (text: string): Line[] =>
  lexer(text)
    .filter((token): token is Tokens.List => token.type === 'list' && !token.ordered)
    .flatMap((list) => list.items.map((item) => ({ text: item.text, links: linksOf(item.text) })));

const lines = linesOf(read(file));
const isRule = ({ target }: Link) => target.startsWith('catalogue/rules.md#');
const isTest = ({ target }: Link) => target.endsWith('.test.ts');

/** Parts of the catalogue and titles of tests, each read once: many lines lead to the same. */
const section = once((anchor) => sectionOf('docs/catalogue/rules.md', anchor));
const titles = once(testsOf);

function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** What is wrong with a line; nothing where it holds what it says. */
function faults({ text, links }: Line, rules: ReadonlyMap<string, RuleText>): string[] {
  if (links.length === 0) return [`names neither a rule nor a test: ${text}`];
  return links.flatMap((link) => {
    if (isRule(link)) return ruleFaults(link, rules);
    if (!isTest(link)) return [`${link.target} is neither a rule nor a test`];
    const to = link.target.replace(/^(\.\.\/)/, '');
    return titles(to).includes(link.text) ? [] : [`${to} has no test ${JSON.stringify(link.text)}`];
  });
}

function ruleFaults({ text, target }: Link, rules: ReadonlyMap<string, RuleText>): string[] {
  const rule = rules.get(text);
  if (!rule) return [`there is no rule ${text}`];
  return section(target.split('#')[1] ?? '').includes(`| \`${text}\``)
    ? []
    : [`${target} does not have the rule ${text}`];
}

describe('the production checklist', () => {
  let rules: ReadonlyMap<string, RuleText>;
  beforeAll(async () => {
    const all = [...allRules(await loadComponents(root)).values()].flat();
    rules = new Map(all.map((rule) => [rule.id, rule]));
  });

  test('has on each line a rule, each where the link says, or a test that is there', () => {
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.flatMap((line) => faults(line, rules))).toEqual([]);
  });

  test('has every rule that is for production alone', () => {
    const named = lines.flatMap(({ links }) => links.filter(isRule).map(({ text }) => text));
    const meant = [...rules.values()].filter(({ only }) => only === 'production').map(({ id }) => id);
    expect(meant.length).toBeGreaterThan(20);
    expect(meant.filter((id) => !named.includes(id))).toEqual([]);
  });

  test.each([
    ['- All is well.', 'names neither a rule nor a test'],
    ['- All: rule [`NoSuchRule`](catalogue/rules.md#rds).', 'there is no rule NoSuchRule'],
    ['- All: rule [`VpcZoneCount`](catalogue/rules.md#rds).', 'does not have the rule VpcZoneCount'],
    ['- All: test [no such test](../tests/commands/consent.test.ts).', 'has no test "no such test"'],
    ['- All: [the guide](guides/ci.md).', 'is neither a rule nor a test'],
  ])('would not do with %s', (text, said) => {
    expect(linesOf(text).flatMap((line) => faults(line, rules))).toEqual([expect.stringContaining(said)]);
  });
});
