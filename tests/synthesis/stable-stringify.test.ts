import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);
type Stringify = (value: unknown, options: { space: number; cmp?: unknown }) => string | undefined;
const ours: Stringify = require('../../scripts/stable-stringify.cjs');
/** The one that the library brings with it. */
const theirs: Stringify = createRequire(require.resolve('cdktf'))('json-stable-stringify');

it('writes what json-stable-stringify writes', () => {
  const key = fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom('//', '__proto__', 'toJSON'));
  const odd = fc.constantFrom<unknown>(undefined, Number.NaN, new Date(0), () => 1, { toJSON: () => undefined });
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), odd, fc.array(tie('any')), fc.dictionary(key, tie('any'))),
  })).any;
  fc.assert(
    fc.property(value, (each) => {
      expect(ours(each, { space: 2 })).toBe(theirs(each, { space: 2 }));
    }),
  );
});

it('refuses what it does not know how to do', () => {
  expect(() => ours({}, { space: 4 })).toThrow('indent of two');
  expect(() => ours({}, { space: 2, cmp: () => 0 })).toThrow('indent of two');
});
