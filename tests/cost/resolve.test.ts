import { describe, expect, test } from 'vitest';
import { NotPriced } from '../../scripts/cost/not-priced';
import { Block } from '../../scripts/cost/synthesized/block';
import { resolve } from '../../scripts/cost/synthesized/resolve';
import { environmentOf } from './crafted';

const { layers } = environmentOf({
  network: {
    variable: { zones: { default: 2 } },
    output: { subnets: { value: ['${aws_subnet.A.id}', '${aws_subnet.B.id}'] }, zones: { value: '${var.zones}' } },
  },
  compute: {
    variable: { size: { default: 3 }, unset: {}, types: { default: ['a', 'b'] } },
    locals: { size: '${var.size}' },
    data: {
      terraform_remote_state: {
        net: { config: { key: 'dev/network/terraform.tfstate' } },
        gone: { config: { key: 'dev/gone/terraform.tfstate' } },
      },
    },
  },
});
const [network, compute] = layers;
if (!network || !compute) throw new Error('two layers');

test.each([
  ['${var.size}', 3],
  ['${var.types}', ['a', 'b']],
  ['${local.size}', 3],
  ['${data.terraform_remote_state.net.outputs.subnets}', ['${aws_subnet.A.id}', '${aws_subnet.B.id}']],
  ['${data.terraform_remote_state.net.outputs.zones}', 2],
  [{ deep: [{ size: '${var.size}' }] }, { deep: [{ size: 3 }] }],
  ['${var.unset}', '${var.unset}'],
  ['${var.no_such}', '${var.no_such}'],
  ['${data.terraform_remote_state.net.outputs.none}', '${data.terraform_remote_state.net.outputs.none}'],
  ['${data.terraform_remote_state.gone.outputs.zones}', '${data.terraform_remote_state.gone.outputs.zones}'],
  ['${aws_subnet.A.id}', '${aws_subnet.A.id}'],
  ['size ${var.size}', 'size ${var.size}'],
  ['${var.size ? 1 : 2}', '${var.size ? 1 : 2}'],
  [7, 7],
  [null, null],
])('%j is %j', (value, expected) => {
  expect(resolve(value, compute, layers)).toEqual(expected);
});

test("a layer's variables are its own", () => {
  expect(resolve('${var.size}', network, layers)).toBe('${var.size}');
});

describe('a block', () => {
  const block = new Block({
    number: 3,
    digits: '3',
    text: 'gp3',
    yes: 'true',
    list: ['a'],
    one: { a: 1 },
    two: [{ a: 1 }, { a: 2 }],
    planned: '${aws_x.Y.z}',
  });

  test('gives what is known', () => {
    expect([block.number('number'), block.number('digits'), block.number('none', 5)]).toEqual([3, 3, 5]);
    expect([block.text('text'), block.text('none', 'x')]).toEqual(['gp3', 'x']);
    expect([block.flag('yes'), block.flag('none')]).toEqual([true, false]);
    expect([block.length('list'), block.length('none')]).toEqual([1, 0]);
    expect(['none', 'one', 'two', 'text'].map((name) => block.blocks(name).length)).toEqual([0, 1, 2, 0]);
    expect(block.refersTo('planned', 'aws_x')).toBe('Y');
    expect(block.refersTo('planned', 'aws_y')).toBeUndefined();
  });

  test.each([
    ['number', () => block.number('planned'), '${aws_x.Y.z}'],
    ['number that is not there', () => block.number('none'), 'none is not set'],
    ['text', () => block.text('planned'), 'expected a text'],
    ['flag', () => block.flag('planned'), 'expected true or false'],
    ['list', () => block.length('planned'), 'expected a list'],
  ])('tells a %s that only a plan knows', (_, ask, said) => {
    expect(ask).toThrow(NotPriced);
    expect(ask).toThrow(said);
  });
});
