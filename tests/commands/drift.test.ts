import { describe, expect, it } from 'vitest';
import { driftLines } from '../../scripts/deployment/drift';
import { readDrift } from '../../scripts/deployment/drift-json';
import { plain } from '../../scripts/deployment/paint';

const drifted = (before: object, after: object | null, marks: object = {}, address = 'aws_sns_topic.t') => ({
  address,
  mode: 'managed',
  change: { actions: [after ? 'update' : 'delete'], before, after, ...marks },
});
const read = (...drift: object[]) => readDrift(JSON.stringify({ resource_drift: drift })).drifted;

describe('drift', () => {
  it('names attributes with both values, and those of maps by key', () => {
    const found = read(drifted({ name: 'a', tags: { Owner: 'x', Same: '1' } }, { name: 'b', tags: { Same: '1' } }));
    expect(found).toEqual([
      {
        address: 'aws_sns_topic.t',
        kind: 'changed',
        attributes: [
          { name: 'name', values: { state: '"a"', found: '"b"' } },
          { name: 'tags.Owner', values: { state: '"x"', found: 'nothing' } },
        ],
      },
    ]);
  });

  it.each([
    ['before it', { before_sensitive: { password: true } }],
    ['since it', { after_sensitive: { password: true } }],
  ])('never shows the value of an attribute that is sensitive %s', (_, marks) => {
    const found = read(drifted({ password: 'old-secret' }, { password: 'new-secret' }, marks));
    expect(found[0]?.attributes).toEqual([{ name: 'password' }]);
    expect(driftLines('dev-data', found, plain).join('\n')).not.toContain('secret');
  });

  it('shows nothing of a list with something sensitive in it, nor of a resource that is sensitive as a whole', () => {
    const user = (password: string) => ({ user: [{ name: 'a', password }] });
    const partly = read(
      drifted(user('old-secret'), user('new-secret'), { after_sensitive: { user: [{ password: true }] } }),
    );
    expect(partly[0]?.attributes).toEqual([{ name: 'user' }]);
    const whole = read(drifted({ a: 'old-secret' }, { a: 'new-secret' }, { before_sensitive: true }));
    expect(JSON.stringify(whole)).not.toContain('secret');
  });

  it('tells what is gone', () => {
    expect(driftLines('dev-data', read(drifted({ id: '1' }, null)), plain)).toEqual([
      'dev-data: one resource differs from the state',
      '  - aws_sns_topic.t is gone',
    ]);
  });

  it('does not take one form of nothing for another', () => {
    expect(read(drifted({ tags: null, list: [] }, { tags: {}, list: null }))).toEqual([]);
    expect(read(drifted({ count: 0 }, { count: null }))[0]?.attributes).toHaveLength(1);
  });

  it('cuts long values', () => {
    const [found] = read(drifted({ policy: 'x'.repeat(500) }, { policy: 'y' }));
    expect(found?.attributes[0]?.values?.state.length).toBeLessThan(70);
  });

  it('leaves data sources out, and is none where there is none', () => {
    expect(read({ ...drifted({ a: 1 }, { a: 2 }), mode: 'data' })).toEqual([]);
    expect(readDrift('{}').drifted).toEqual([]);
    expect(driftLines('dev-data', [], plain)).toEqual(['dev-data: no drift']);
  });
});
