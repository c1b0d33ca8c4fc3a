import { beforeAll, describe, expect, test } from 'vitest';
import { type Rule, vocabulary } from '../../components/shared/rules';
import { amount, flag, type Settings, text, texts } from '../../components/shared/settings';
import { loadComponents } from '../../scripts/docs/components';
import { findRoot } from '../../scripts/shared/paths';
import { type Inputs, legalValues, rulesOf } from '../support/component-rules';
import { askTerraform } from './console';
import { samplesOf } from './samples';

/** A rule with the settings that it is about. */
interface Subject {
  readonly about: string;
  readonly rule: Rule<Inputs>;
  readonly settings: Settings;
  /** What the component itself declares as cases of the rule. */
  readonly declared: readonly Inputs[];
}

const components = await loadComponents(findRoot(import.meta.dirname));
const ofComponents = await Promise.all(
  components.map(async ({ name, settings }): Promise<Subject[]> => {
    const { rules, cases } = await rulesOf(name);
    return rules.map((rule) => {
      const { holds = [], breaks = [] } = cases[rule.id] ?? {};
      const declared = [...holds, ...breaks].map((given) => ({ ...legalValues(settings), ...given }));
      return { about: `${name} ${rule.id}`, rule, settings, declared };
    });
  }),
);

type Words = {
  readonly flag: boolean;
  readonly other: boolean;
  readonly count: number;
  readonly limit: number;
  readonly word: string;
  readonly second: string;
  readonly words: readonly string[];
};
const verb = vocabulary<Words>();
const [count, word, words] = [verb.input('count'), verb.input('word'), verb.input('words')];

/** Each verb in a rule of its own. */
const verbs: Readonly<Record<string, Rule<Words>['holds']>> = {
  input: verb.input('flag'),
  value: verb.is(verb.value('it${a} %{b} "q" \\ \n é'), 'it${a} %{b} "q" \\ \n é'),
  or: verb.or(verb.input('flag'), verb.input('other')),
  and: verb.and(verb.input('flag'), verb.input('other')),
  not: verb.not(verb.input('flag')),
  implies: verb.implies(verb.input('flag'), verb.input('other')),
  is: verb.or(verb.is(word, 'b"\\'), verb.is(count, 0), verb.is(verb.input('flag'), false)),
  atLeast: verb.atLeast(count, verb.value(7)),
  atMost: verb.atMost(count, verb.input('limit')),
  between: verb.between(count, -3, 3),
  plus: verb.atLeast(verb.input('limit'), verb.plus(count, verb.value(90))),
  whole: verb.whole(count),
  oneOf: verb.or(verb.oneOf(count, [60, 600]), verb.oneOf(word, ['a', 'b']), verb.oneOf(word, [])),
  matches: verb.matches(word, /^[a-z]+(-[0-9]{1,3})?\/[.]?\d$/),
  everyMatches: verb.everyMatches(words, /^(a|b)[^@ ]*$/),
  differ: verb.differ(word, verb.input('second')),
  notEmpty: verb.notEmpty(words),
  distinct: verb.distinct(words),
  ipv4Network: verb.ipv4Network(word),
  everyNetwork: verb.everyNetwork(words),
  coverInternet: verb.coverInternet(words),
  prefixLength: verb.between(verb.prefixLength(word), -1, 16),
};
const wordSettings: Settings = {
  flag: flag({ describes: 'A switch.', default: true }),
  other: flag({ describes: 'Another.', default: true }),
  count: amount({ describes: 'A number.', default: 0 }),
  limit: amount({ describes: 'Another.', default: 90 }),
  word: text({ describes: 'A text.', default: 'a' }),
  second: text({ describes: 'Another.', default: 'a' }),
  words: texts({ describes: 'Texts.', default: ['0.0.0.0/1', '128.0.0.0/1'] }),
};
const ofVerbs = Object.entries(verbs).map(
  ([name, holds]): Subject => ({
    about: `the verb ${name}`,
    rule: {
      id: name,
      holds: { ...holds, test: (inputs) => holds.test(inputs as Words), render: (address) => holds.render(address) },
      says: '',
      fix: '',
      meets: [],
    },
    settings: wordSettings,
    declared: [],
  }),
);

const subjects = [...ofVerbs, ...ofComponents.flat()].map((subject) => ({
  ...subject,
  inputs: [...subject.declared, ...samplesOf(subject.rule, subject.settings)],
}));

test('every verb of the vocabulary is asked for', () => {
  expect(Object.keys(verbs).sort()).toEqual(Object.keys(vocabulary()).sort());
});

describe('TypeScript and Terraform agree', () => {
  let answers: ReadonlyMap<string, unknown[]>;
  beforeAll(async () => {
    const all = await askTerraform(subjects.map(({ rule, inputs }) => ({ expression: rule.holds, inputs })));
    answers = new Map(subjects.map(({ about }, place) => [about, all[place] ?? []]));
  });

  test.each(subjects)('on $about', ({ about, rule, inputs }) => {
    const expected = inputs.map((each) => ({ ...each, holds: rule.holds.test(each) }));
    expect(inputs.map((each, place) => ({ ...each, holds: answers.get(about)?.[place] }))).toEqual(expected);
  });

  test.each(subjects)('and the cases of $about are on both sides', ({ rule, inputs }) => {
    const sides = new Set(inputs.map((each) => rule.holds.test(each)));
    if (rule.id !== 'value') expect(sides).toEqual(new Set([true, false]));
  });
});
