import * as fc from 'fast-check';
import type { Rule } from '../../components/shared/rules';
import type { Setting, Settings } from '../../components/shared/settings';

/** What no rule was written with in mind: names of JavaScript, Terraform's and shell's marks, far too much. */
const hostile = [
  ...['', ' ', '\n', '"', '\\', "'", 'é', '🦫', '-', '_', '0', '--', 'A', 'a/b', 'a b', '..', '*', '%', '$', '{}'],
  ...['${var.project}', '%{if true}', '$${a}', '__proto__', 'constructor', 'toString', 'null', '\u0000', '<script>'],
  ...['a'.repeat(64), 'a'.repeat(300), 'x-'.repeat(600), '10.0.0.0/8', '::/0', 'arn:aws:iam::123456789012:role/r'],
];
const oddNumbers = [0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, Number.NaN, Number.POSITIVE_INFINITY];

/** Any text that somebody may have written. */
export const anyText: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 20 }));

/** Names that are legal nearly everywhere, in the midst of those that are not. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('orders', 'catalog', 'a', 'carts-2', 'x1') },
  { weight: 1, arbitrary: anyText },
);

/** Texts that differ from one by little. */
const near = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    text,
    text,
    text,
    `${text}x`,
    ` ${text}`,
    `${text}\n`,
    text.slice(1),
    text.slice(0, -1),
    text.toUpperCase(),
  );

/** Numbers at a boundary. */
const around = (number: number) => fc.constantFrom(number, number, number - 1, number + 1, number + 0.5);

/** Values of a setting on both sides of whatever its rules compare it with, and what nobody thought of. */
export function settingValue(
  key: string,
  setting: Setting,
  rules: readonly Rule<Readonly<Record<string, unknown>>>[],
): fc.Arbitrary<unknown> {
  const about = rules.filter(({ holds }) => holds.reads.includes(key));
  const known = [setting.default, setting.example, ...about.flatMap(({ holds }) => holds.literals)].flat();
  const words = known.filter((each) => typeof each === 'string');
  const patterns = about.flatMap(({ holds }) => holds.patterns.map((pattern) => fc.stringMatching(pattern)));
  const text = () =>
    fc.oneof(
      ...words.map((word) => ({ weight: 2, arbitrary: near(word) })),
      ...patterns.map((arbitrary) => ({ weight: 3, arbitrary })),
      { weight: 1, arbitrary: anyText },
    );
  const made = {
    bool: () => fc.boolean(),
    number: () => {
      const numbers = known.filter((each) => typeof each === 'number');
      const odd = fc.oneof(fc.constantFrom(...oddNumbers), fc.integer());
      return fc.oneof(...numbers.map((each) => ({ weight: 2, arbitrary: around(each) })), {
        weight: 1,
        arbitrary: odd,
      });
    },
    string: text,
    'list(string)': () => fc.array(text(), { maxLength: 4 }),
  };
  return made[setting.type]();
}

/** Some of a table's settings with such values. */
export function someOf(
  settings: Settings,
  rules: readonly Rule<Readonly<Record<string, unknown>>>[],
): fc.Arbitrary<{ readonly key: string; readonly value: unknown }> {
  const each = Object.entries(settings).map(([key, setting]) =>
    settingValue(key, setting, rules).map((value) => ({ key, value })),
  );
  return fc.oneof(...each);
}
