import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { synthesized } from '../../tests/support/synthesized';
import { Component } from './component';
import { expose, many, one, outputsOf } from './outputs';
import { amount, declareSettings } from './settings';

const outputs = {
  thingId: one('Id of the thing'),
  partNames: many('Names of its parts, by size'),
  password: one({ describes: 'What opens it', sensitive: true }),
} as const;
const settings = { days: amount({ describes: 'How long.', unit: 'days', default: 1 }) } as const;

class Thing extends Component {
  constructor(scope: Construct, id: string, prefix?: string) {
    super(scope, id, 'thing', testEnvironment());
    declareSettings(this, settings, {}, [], { prefix });
    expose(this, outputs, { thingId: 'x', partNames: ['a', 'b'], password: 'secret' }, prefix);
  }
}

test('become Terraform outputs, described, with what is secret marked', () => {
  expect(synthesized((scope) => new Thing(scope, 'Thing')).outputs).toEqual({
    thing_id: { description: 'Id of the thing', value: 'x' },
    part_names: { description: 'Names of its parts, by size', value: ['a', 'b'] },
    password: { description: 'What opens it', value: 'secret', sensitive: true },
  });
});

test('tell their names, also with a prefix', () => {
  const things: Thing[] = [];
  const { outputs: made } = synthesized((scope) => things.push(new Thing(scope, 'Thing', 'orderLog')));
  expect(Object.keys(made).sort()).toEqual(['order_log_part_names', 'order_log_password', 'order_log_thing_id']);
  const [thing] = things;
  if (!thing) throw new Error('nothing was built');
  expect(outputsOf(thing).map(({ key, name }) => [key, name])).toEqual([
    ['thingId', 'order_log_thing_id'],
    ['partNames', 'order_log_part_names'],
    ['password', 'order_log_password'],
  ]);
});

test('of a component that exposes nothing are none', () => {
  synthesized((scope) => {
    class Bare extends Component {}
    expect(outputsOf(new Bare(scope, 'Bare', 'bare', testEnvironment()))).toEqual([]);
  });
});

describe('NameTakenInStack', () => {
  test('two components that want the same names are told, each name once', () => {
    const { faults } = synthesized((scope) => {
      new Thing(scope, 'First');
      new Thing(scope, 'Second');
    });
    expect(faults.map((fault) => fault.split('\n')[0])).toEqual(Array(4).fill('test/Second [NameTakenInStack]'));
    expect(faults.map((fault) => /found: (\S+), which (\S+) has already/.exec(fault)?.slice(1))).toEqual([
      ['variable.days', 'test/First'],
      ['output.thing_id', 'test/First'],
      ['output.part_names', 'test/First'],
      ['output.password', 'test/First'],
    ]);
  });

  test('a prefix keeps them apart', () => {
    const { faults } = synthesized((scope) => {
      new Thing(scope, 'First');
      new Thing(scope, 'Second', 'second');
    });
    expect(faults).toEqual([]);
  });
});
