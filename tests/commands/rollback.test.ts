import { describe, expect, it } from 'vitest';
import { isPointId, pointId, rollbackPoint } from '../../scripts/deployment/rollback-point';
import { parseState } from '../../scripts/deployment/state-store';
import { UserError } from '../../scripts/shared/errors';
import { layer, state } from './layers';

const at = new Date('2026-11-03T10:15:00.123Z');

describe('a rollback point', () => {
  it('has its time for a name, so that names sort by time', () => {
    expect(pointId(at)).toBe('20261103T101500Z');
    expect(isPointId(pointId(at))).toBe(true);
    for (const other of ['latest', '20261103', '../20261103T101500Z']) expect(isPointId(other)).toBe(false);
  });

  it('records the state of every layer as it was, and that one was not there', () => {
    const layers = [layer('network'), layer('data', ['network'])];
    const environment = { name: 'dev', accountId: '111122223333', region: 'us-west-2', layers };
    const revision = { commit: 'abc', modified: false };
    expect(
      rollbackPoint(environment, new Map([['network', state('vpc_id')]]), revision, ['manifest.json'], at),
    ).toEqual({
      format: 1,
      environment: 'dev',
      id: '20261103T101500Z',
      revision,
      files: ['manifest.json'],
      layers: [
        {
          layer: 'network',
          stack: 'dev-network',
          state: {
            bucket: 'states',
            key: 'dev/network/terraform.tfstate',
            versionId: 'v1',
            serial: 7,
            lineage: 'l',
          },
        },
        { layer: 'data', stack: 'dev-data', state: null },
      ],
    });
  });
});

describe('a state', () => {
  const text = (version: number) =>
    JSON.stringify({
      version,
      serial: 3,
      lineage: 'x',
      outputs: { a: { value: 1 } },
      resources: [
        { mode: 'managed', instances: [{}, {}] },
        { mode: 'data', instances: [{}] },
      ],
    });

  it('is read, data sources not counted', () => {
    expect(parseState(text(4), 'v9')).toEqual({
      version: 'v9',
      serial: 3,
      lineage: 'x',
      resources: 2,
      outputs: { a: { value: 1 } },
    });
  });

  it.each([
    [text(5), 'one of format 5'],
    ['<html>', 'what begins with "<html>"'],
    ['null', 'what begins with "null"'],
  ])('is refused where it is none that can be read, with what it is', (found, told) => {
    const read = () => parseState(found, undefined, 's3://states/dev/network/terraform.tfstate');
    expect(read).toThrow(UserError);
    expect(read).toThrow(
      new RegExp(`^s3://states/dev/network/terraform.tfstate is no state .*: found ${told}; expected .*\n  fix: `),
    );
  });
});
