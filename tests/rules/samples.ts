import * as fc from 'fast-check';
import { isReference, type Rule } from '../../components/shared/rules';
import type { Setting, Settings, SettingTypes } from '../../components/shared/settings';
import type { Inputs } from '../support/component-rules';

type Value = SettingTypes[keyof SettingTypes];

/** Samples are the same in each run. */
const seed = 20_261_122;
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) => fc.sample(arbitrary, { seed, numRuns: count });

/** Ranges that one of the two readers might take, and some that both must. */
const ranges = [
  '10.0.0.0/16',
  '10.0.0.1/16',
  '10.0.0.0/0',
  '0.0.0.0/0',
  '10.0.0.0/32',
  '10.0.0.0/33',
  '10.0.0.0/016',
  '010.0.0.0/16',
  '10.0.0/16',
  '10.0.0.0',
  '10.0.0.0/',
  '/16',
  '10.0.0.0/16/1',
  '10.0.0.256/32',
  '10.0.0.0/-1',
  '10.0.0.0/+8',
  ' 10.0.0.0/16',
  '::/0',
  '2001:db8::/32',
  '2001:DB8::/32',
  '2001:db8::1/32',
  '::ffff:10.0.0.0/104',
];

const around = (number: number) => [number, number - 1, number + 1, number + 0.5];

/** Texts that differ from one by little. */
const near = (text: string) => [
  text,
  `${text}x`,
  ` ${text}`,
  `${text}\n`,
  text.slice(1),
  text.slice(0, -1),
  text.toUpperCase(),
];

function texts(rule: Rule<Inputs>, setting: Setting): string[] {
  const known = [setting.default, setting.example, ...rule.holds.literals]
    .flat()
    .filter((each) => typeof each === 'string');
  const matching = rule.holds.patterns.flatMap((pattern) => sample(fc.stringMatching(pattern), 8));
  const all = [...known, ...matching].flatMap(near).concat('', '\n', '"', '\\', 'é', ranges, sample(fc.string(), 8));
  return [...new Set(all)].filter((text) => !isReference(text));
}

function lists(rule: Rule<Inputs>, setting: Setting): readonly string[][] {
  const single = texts(rule, setting);
  const some = sample(fc.array(fc.constantFrom(...single), { maxLength: 4 }), 12);
  const whole = Array.isArray(setting.default) ? [setting.default] : [];
  return [[], ...single.map((text) => [text]), ...single.slice(0, 3).map((text) => [text, text]), ...whole, ...some];
}

function numbers(rule: Rule<Inputs>, setting: Setting): number[] {
  const known = [setting.default, setting.example, ...rule.holds.literals].filter((each) => typeof each === 'number');
  return [...new Set([0, 1, -1, 2 ** 53, ...known.flatMap(around), ...sample(fc.integer(), 6)])];
}

const valuesOf = (rule: Rule<Inputs>, setting: Setting): readonly Value[] =>
  ({
    bool: () => [true, false],
    number: () => numbers(rule, setting),
    string: () => texts(rule, setting),
    'list(string)': () => lists(rule, setting),
  })[setting.type]();

/** Most cases of one rule: rules of several inputs would have a great many. */
const most = 200;

/** Inputs for a rule: its boundaries and beside them, both switches, malformed texts, and what chance adds. */
export function samplesOf(rule: Rule<Inputs>, settings: Settings): Inputs[] {
  const choices = rule.holds.reads.map((key) => {
    const setting = settings[key];
    if (!setting) throw new Error(`${rule.id} reads ${key}, which is no setting`);
    return [key, valuesOf(rule, setting)] as const;
  });
  const count = choices.reduce((product, [, values]) => product * values.length, 1);
  if (count > most) {
    // Chosen without writing all of them down: of five inputs there are millions.
    const each = choices.map(([key, values]) => [key, fc.constantFrom(...values)] as const);
    return sample(fc.record<Inputs>(Object.fromEntries(each)), most);
  }
  return choices.reduce<Inputs[]>(
    (made, [key, values]) => made.flatMap((inputs) => values.map((value) => ({ ...inputs, [key]: value }))),
    [{}],
  );
}
