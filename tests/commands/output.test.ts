import { describe, expect, it } from 'vitest';
import { outputLines, shown } from '../../scripts/deployment/output';
import { table } from '../../scripts/deployment/table';
import { layer, state } from './layers';

const applied = {
  ...state(),
  outputs: {
    vpc_id: { value: 'vpc-1' },
    password: { value: 'hunter2', sensitive: true },
    token: { value: 'hunter2' },
    zones: { value: ['a', 'b'] },
  },
};
const json = { output: { vpc_id: { description: 'Id of the VPC' }, token: { sensitive: true } } };

describe('outputs', () => {
  it('are masked where the state or the sources say that they are sensitive', () => {
    const outputs = shown(applied, json);
    expect(outputs?.password).toEqual({ value: '(sensitive)', sensitive: true });
    expect(outputs?.token).toEqual({ value: '(sensitive)', sensitive: true });
    expect(outputs?.vpc_id).toEqual({ value: 'vpc-1', sensitive: false, description: 'Id of the VPC' });
    expect(JSON.stringify(outputs)).not.toContain('hunter2');
  });

  it('are a table for people', () => {
    const lines = outputLines(
      new Map([
        [layer('network'), shown(applied, json)],
        [layer('data'), shown(undefined, json)],
      ]),
    );
    expect(lines).toEqual([
      'dev-network:',
      '  password  (sensitive)',
      '  token     (sensitive)',
      '  vpc_id    vpc-1',
      '  zones     a, b',
      'dev-data: never applied',
    ]);
    expect(table([])).toEqual([]);
  });
});
