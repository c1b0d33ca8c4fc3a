import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../scripts/deployment/environment';
import { leaveRollbackPoint, listPoints, markDone, recallSynthesis } from '../../scripts/deployment/rollback';
import { isPointId, type KnownPoint, pointId, readPoint, rollbackPoint } from '../../scripts/deployment/rollback-point';
import { parseState } from '../../scripts/deployment/state-store';
import { deployCommand, wayBackLines } from '../../scripts/deployment/way-back';
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

describe('the points of an environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-rollback-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const backend = { s3: { bucket: 'states', key: 'dev/network/terraform.tfstate' } };
  const stack = (blocks: object) =>
    JSON.stringify({ terraform: { backend }, provider: { aws: [{ allowed_account_ids: [] }] }, ...blocks });
  const text = stack({ resource: { aws_eip: { Old: {} } } });
  const file = join(folder, 'stacks', 'dev-network', 'cdk.tf.json');
  mkdirSync(join(folder, 'stacks', 'dev-network'), { recursive: true });
  writeFileSync(file, text);
  const stacks = { 'dev-network': { workingDirectory: 'stacks/dev-network', dependencies: [] } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
  const environment = readEnvironment('dev', folder);

  const kept = new Map<string, string>();
  const store = {
    filled: async (_: unknown, within: string) => [...kept.keys()].filter((key) => key.startsWith(within)),
    read: async (_: unknown, key: string) => (kept.has(key) ? Buffer.from(kept.get(key) ?? '') : undefined),
    write: async (_: unknown, key: string, content: string | Uint8Array) => {
      kept.set(key, String(content));
    },
  };
  const leave = async (second: number) => {
    vi.setSystemTime(new Date(at.getTime() + second * 1000));
    return leaveRollbackPoint(store, environment, folder, new Map());
  };
  const recall = (id: string) => recallSynthesis(store, environment, id, folder);
  beforeEach(() => {
    kept.clear();
    vi.useFakeTimers({ toFake: ['Date'] });
    return () => void vi.useRealTimers();
  });

  it('are those that were left to their end, each with the layers in which its deployment came to its end', async () => {
    const first = await leave(0);
    await markDone(store, environment, first, environment.layers);
    const killed = await leave(1);
    kept.delete(`dev/rollback/${killed.id}/point.json`);
    const { earlier } = await leave(2);
    expect(earlier).toEqual([{ id: '20261103T101500Z', done: ['network'] }]);
    expect(await listPoints(store, environment)).toEqual([...earlier, { id: '20261103T101502Z', done: [] }]);
  });

  it('are named where another is asked for, and none that is not complete', async () => {
    const [first, killed] = [await leave(0), await leave(1)];
    kept.delete(`dev/rollback/${killed.id}/point.json`);
    for (const id of [killed.id, 'latest'])
      await expect(recall(id)).rejects.toThrow(
        new RegExp(`^dev has no rollback point "${id}"; expected one of ${first.id}$`),
      );
    kept.clear();
    await expect(recall(first.id)).rejects.toThrow('expected one of none: nothing was deployed yet');
  });

  it('can be gone back to, also where their deployment is not known to have come to its end', async () => {
    const { id } = await leave(0);
    const recalled = await recall(id);
    expect(recalled.environment.layers.map(({ name }) => name)).toEqual(['network']);
    expect(readFileSync(join(recalled.out, 'stacks', 'dev-network', 'cdk.tf.json'), 'utf8')).toBe(text);
  });

  it('lead what has moved since then back, beside what was applied', async () => {
    const { id } = await leave(0);
    const move = { from: 'aws_eip.Old', to: 'aws_eip.New' };
    writeFileSync(file, stack({ resource: { aws_eip: { New: {} } }, moved: [move] }));
    const at = join((await recall(id)).out, 'stacks', 'dev-network');
    expect(readFileSync(join(at, 'cdk.tf.json'), 'utf8')).toBe(text);
    const back = join(at, 'moved-back.tf.json');
    expect(JSON.parse(readFileSync(back, 'utf8'))).toEqual({ moved: [{ from: move.to, to: move.from }] });
    writeFileSync(file, text);
    await recall(id);
    expect(existsSync(back)).toBe(false);
  });

  it('are refused where they are of another format, with what was found', async () => {
    const { id } = await leave(0);
    kept.set(`dev/rollback/${id}/point.json`, '{}');
    await expect(recall(id)).rejects.toThrow(UserError);
    await expect(recall(id)).rejects.toThrow(`s3://states/dev/rollback/${id}/point.json is no rollback point`);
  });

  it.each([
    ['{"format":2,"files":[]}', 'one of format 2'],
    ['{"format":1,"files":[1]}', 'what begins with "{\\"format\\":1'],
    ['{"format":1}', 'what begins with "{\\"format\\":1'],
    ['null', 'what begins with "null"'],
    ['<html>', 'what begins with "<html>"'],
  ])('are none where they hold %s', (found, told) => {
    expect(() => readPoint(found, 's3://states/point.json')).toThrow(`that can be read: found ${told}`);
  });
});

describe('the way back', () => {
  const point = (id: string, ...done: string[]): KnownPoint => ({ id, done });
  const all = ['network', 'data'];
  const there = () => true;
  const one = { name: 'dev' };

  it('is what the newest deployment applied that came to its end', () => {
    const earlier = [point('p1', ...all), point('p2', ...all), point('p3')];
    expect(wayBackLines(one, all, there, earlier)).toEqual([
      'to go back to what was before: npm run deploy -- dev --to p2',
    ]);
  });

  it('is of one layer where one is deployed, and of the deployment that was about it', () => {
    const earlier = [point('p1', ...all), point('p2', 'network')];
    const ways = (layer: string) => wayBackLines({ ...one, layer }, [layer], there, earlier);
    expect(ways('data')).toEqual(['to go back to what was before: npm run deploy -- dev data --to p1']);
    expect(ways('network')).toEqual(['to go back to what was before: npm run deploy -- dev network --to p2']);
  });

  it('is told layer by layer where it is another one in each', () => {
    const earlier = [point('p1', ...all), point('p2', 'network')];
    expect(wayBackLines(one, all, there, earlier)).toEqual([
      'to go back to what was before:',
      '  npm run deploy -- dev network --to p2',
      '  npm run deploy -- dev data --to p1',
    ]);
  });

  it('is only of what was there', () => {
    const earlier = [point('p1', ...all)];
    expect(wayBackLines(one, all, (layer) => layer === 'data', earlier)).toEqual([
      'to go back to what was before: npm run deploy -- dev data --to p1',
    ]);
    expect(wayBackLines(one, all, () => false, earlier)).toEqual([
      'nothing of it was there before: there is nothing to go back to',
    ]);
  });

  it('is not known where no deployment is known to have come to its end', () => {
    expect(wayBackLines(one, all, there, [point('p1'), point('p2', 'data')])).toEqual([
      'to go back to what was before: npm run deploy -- dev data --to p2',
      'no earlier deployment of network is known to have come to its end',
    ]);
  });

  it('is not the way that is gone', () => {
    expect(wayBackLines({ ...one, to: 'p1' }, all, there, [point('p1', ...all), point('p2')])).toEqual([]);
  });

  it('can be gone on with', () => {
    expect(deployCommand({ ...one, layer: 'data', to: 'p1' })).toBe('npm run deploy -- dev data --to p1');
    expect(deployCommand(one)).toBe('npm run deploy -- dev');
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
