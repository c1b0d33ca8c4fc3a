import { Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../../tests/support/environment';
import { synthesized } from '../../../tests/support/synthesized';
import { Component } from '../component';
import { type Rule, vocabulary } from '../rules';
import { amount, type Declared, declareSettings, flag, type SettingProps, settingValues, text, texts } from './index';

const settings = {
  enabled: flag({ describes: 'Whether it is.', default: true, fixed: true }),
  maxDays: amount({ describes: 'How long.', unit: 'days', default: 7 }),
  minDays: amount({ describes: 'How short.', unit: 'days', default: 1, change: 'replaces it' }),
  title: text({ describes: 'What it is called.', example: 'a title' }),
  zones: texts({ describes: 'Where.', default: ['a', 'b'], fixed: true }),
} as const;
type Props = SettingProps<typeof settings>;
type Inputs = ReturnType<typeof settingValues<typeof settings>>;

const { input, and, atLeast, atMost, value, or, not, is, notEmpty } = vocabulary<Inputs>();
const rules: readonly Rule<Inputs>[] = [
  {
    id: 'TestOrder',
    // Reads two settings: `maxDays` first.
    holds: or(atLeast(input('maxDays'), input('minDays')), is(input('title'), 'anything goes')),
    says: 'max_days must not be below min_days',
    fix: 'raise max_days',
    meets: [],
  },
  {
    id: 'TestTitle',
    holds: and(not(is(input('title'), '')), atMost(input('maxDays'), value(100))),
    says: 'there must be a title, and max_days must be 100 at most',
    fix: 'think of one',
    meets: [],
  },
  { id: 'TestZones', only: 'production', holds: notEmpty(input('zones')), says: 'zones', fix: 'name one', meets: [] },
];

class Thing extends Component {
  readonly declared: Declared<typeof settings>;
  constructor(scope: ConstructorParameters<typeof Component>[0], id: string, props: Props, prefix?: string) {
    super(scope, id, 'thing', testEnvironment());
    this.declared = declareSettings(this, settings, props, rules, { prefix });
  }
}

function made(props: Props, prefix?: string) {
  const things: Thing[] = [];
  const stack = synthesized((scope) => things.push(new Thing(scope, 'Thing', props, prefix)));
  return { stack, values: things[0]?.declared.values };
}

describe('values', () => {
  test('take the default where nothing is given, or undefined', () => {
    expect(settingValues(settings, { title: 'x', maxDays: undefined })).toEqual({
      enabled: true,
      maxDays: 7,
      minDays: 1,
      title: 'x',
      zones: ['a', 'b'],
    });
  });

  test('keep what is given, also when it is falsy', () => {
    expect(settingValues(settings, { title: '', enabled: false, maxDays: 0, zones: [] })).toMatchObject({
      title: '',
      enabled: false,
      maxDays: 0,
      zones: [],
    });
  });
});

describe('variables', () => {
  const { stack } = made({ title: 'x', maxDays: 30 });

  test('have the name in snake case, type, description with unit and change, and the value as default', () => {
    expect(stack.variables.max_days).toMatchObject({
      type: 'number',
      default: 30,
      nullable: false,
      description: 'How long. Unit: days.',
    });
    expect(stack.variables.min_days?.description).toBe('How short. Unit: days. A change replaces it.');
    expect(stack.variables.zones).toMatchObject({ type: 'list(string)', default: ['a', 'b'] });
    expect(stack.variables.enabled).toMatchObject({ type: 'bool', default: true });
  });

  test('begin with the prefix', () => {
    const { variables } = made({ title: 'x' }, 'orderLog').stack;
    expect(Object.keys(variables).sort()).toEqual([
      'order_log_enabled',
      'order_log_max_days',
      'order_log_min_days',
      'order_log_title',
      'order_log_zones',
    ]);
    expect(JSON.stringify(variables.order_log_max_days)).toContain('var.order_log_min_days');
  });

  test('carry each rule once, at the first setting that it reads, in its environment alone', () => {
    const ids = (name: string) =>
      [...JSON.stringify(stack.variables[name]).matchAll(/\[(Test\w+)\]/g)].map((m) => m[1]);
    expect(ids('max_days')).toEqual(['TestOrder']);
    expect(ids('title')).toEqual(['TestTitle']);
    expect(ids('min_days')).toEqual([]);
    expect(ids('zones')).toEqual([]);
  });

  test('say what was found when they are refused', () => {
    expect(stack.variables.max_days?.validation).toEqual([
      {
        condition: '${((var.max_days >= var.min_days) || (var.title == "anything goes"))}',
        error_message:
          '[TestOrder] max_days must not be below min_days; found max_days = ${jsonencode(var.max_days)}, min_days = ${jsonencode(var.min_days)}, title = ${jsonencode(var.title)}; raise max_days',
      },
    ]);
  });

  test('that are fixed at synthesis take no other value', () => {
    expect(stack.variables.enabled?.validation).toMatchObject([
      { condition: '${var.enabled == true}', error_message: expect.stringMatching(/^\[SettingFixedAtSynthesis\] /) },
    ]);
    expect(stack.variables.zones?.validation).toMatchObject([
      { condition: '${jsonencode(var.zones) == jsonencode(["a", "b"])}' },
    ]);
  });
});

describe('faults', () => {
  test('of all settings are told at once, and what is built meanwhile is legal', () => {
    const { stack, values } = made({ title: '', maxDays: 3, minDays: 5, enabled: false });
    expect(stack.faults).toEqual([
      'test/Thing [TestOrder]\n  max_days must not be below min_days\n  found: max_days = 3, min_days = 5, title = ""\n  fix: raise max_days',
      'test/Thing [TestTitle]\n  there must be a title, and max_days must be 100 at most\n  found: title = "", max_days = 3\n  fix: think of one',
    ]);
    expect(values).toEqual({ enabled: false, maxDays: 7, minDays: 1, title: 'a title', zones: ['a', 'b'] });
  });

  test('name the variables as they are called with a prefix', () => {
    expect(made({ title: '' }, 'log').stack.faults).toEqual([expect.stringContaining('found: log_title = ""')]);
  });

  test.each<[string, Props]>([
    ['title', { title: Token.asString(Token.asAny('x')) }],
    ['title', { title: 'a ${var.b}' }],
    ['max_days', { title: 'x', maxDays: Token.asNumber('${var.b}') }],
    ['zones', { title: 'x', zones: ['a', '${var.b}'] }],
  ])('SettingPlainValue: a reference as %s', (name, props) => {
    const { faults } = made(props).stack;
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^test\/Thing \[SettingPlainValue\]\n/);
    expect(faults[0]).toContain(`found: ${name}, a reference`);
  });

  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])('SettingFiniteNumber: %s', (maxDays) => {
    const own = made({ title: 'x', maxDays }).stack.faults.filter((fault) => fault.includes('[SettingFiniteNumber]'));
    expect(own).toEqual([expect.stringContaining(`found: max_days = ${maxDays}`)]);
    expect(made({ title: 'x', maxDays: Number.MAX_VALUE }).stack.faults.join()).not.toContain('SettingFiniteNumber');
  });
});
