import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInstanceClass, productionInstanceClass, tooSmallForInsights } from './instance-class';

/**
 * The classes that RDS offers PostgreSQL, MySQL and MariaDB, by family, with the sizes of each.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html
 */
const xlarges = (...sizes: readonly number[]) => ['large', 'xlarge', ...sizes.map((size) => `${size}xlarge`)];
const tiny = ['micro', 'small'];
const burstable = ['medium', 'large', 'xlarge', '2xlarge'];
const refused: Readonly<Record<string, readonly string[]>> = {
  t2: [...tiny, ...burstable],
  t3: tiny,
  t4g: tiny,
  m3: ['medium', 'large', 'xlarge', '2xlarge'],
  m4: xlarges(2, 4, 10, 16),
  r3: xlarges(2, 4, 8),
  r4: xlarges(2, 4, 8, 16),
  x1: ['16xlarge', '32xlarge'],
  x1e: ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge', '32xlarge'],
  x2g: xlarges(2, 4, 8, 12, 16),
  x2idn: ['16xlarge', '24xlarge', '32xlarge'],
  x2iedn: ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge', '24xlarge', '32xlarge'],
  z1d: xlarges(2, 3, 6, 12),
  c6gd: ['medium', ...xlarges(2, 4, 8, 12, 16)],
};
const taken: Readonly<Record<string, readonly string[]>> = {
  t3: burstable,
  t4g: burstable,
  ...Object.fromEntries(['m5', 'r5'].map((family) => [family, xlarges(2, 4, 8, 12, 16, 24)])),
  ...Object.fromEntries(['m5d', 'r5d', 'r5b'].map((family) => [family, xlarges(2, 4, 8, 12, 16, 24)])),
  ...Object.fromEntries(['m6g', 'r6g', 'm6gd', 'r6gd'].map((family) => [family, xlarges(2, 4, 8, 12, 16)])),
  ...Object.fromEntries(['m6i', 'r6i', 'm6id', 'r6id'].map((family) => [family, xlarges(2, 4, 8, 12, 16, 24, 32)])),
  ...Object.fromEntries(['m6in', 'm6idn', 'r6in', 'r6idn'].map((family) => [family, xlarges(2, 4, 8, 12, 16, 24, 32)])),
  ...Object.fromEntries(['m7g', 'r7g'].map((family) => [family, xlarges(2, 4, 8, 12, 16)])),
  ...Object.fromEntries(['m7i', 'r7i', 'm8g', 'r8g'].map((family) => [family, xlarges(2, 4, 8, 12, 16, 24, 48)])),
  x8g: xlarges(2, 4, 8, 12, 16, 24, 48),
};
const classes = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([family, sizes]) => sizes.map((size) => `db.${family}.${size}`));

describe('RDS2.6 production', () => {
  test.each(classes(taken))('takes %s', (name) => {
    expect(name).toMatch(productionInstanceClass);
    expect(name).toMatch(anyInstanceClass);
  });

  test.each(classes(refused))('refuses %s', (name) => {
    expect(name).not.toMatch(productionInstanceClass);
    expect(name).toMatch(anyInstanceClass);
  });

  test('decides by family, generation and size alone, whatever the suffix', () => {
    const suffix = fc.stringMatching(/^[a-z]{0,4}$/);
    const size = fc.constantFrom('large', 'xlarge', '2xlarge', '16xlarge', '48xlarge');
    fc.assert(
      fc.property(fc.constantFrom('m', 'r', 'x'), fc.integer({ min: 1, max: 20 }), suffix, size, (family, ...rest) => {
        const [generation, what, large] = rest;
        const name = `db.${family}${generation}${what}.${large}`;
        expect(productionInstanceClass.test(name), name).toBe(generation >= 5);
      }),
    );
  });

  test.each(['t3.medium', 'db.t3.medium ', 'db.m5', 'db.m5.', 'db.m6g.nano', 'xdb.m5.large', 'db.r6g.large.', ''])(
    'refuses %j, which is no class',
    (name) => expect(name).not.toMatch(productionInstanceClass),
  );
});

test.each(classes({ t2: tiny, t3: tiny, t4g: tiny }))('%s is too small for insights', (name) => {
  expect(name).toMatch(tooSmallForInsights);
});

test.each(classes(taken))('%s is large enough for insights', (name) => {
  expect(name).not.toMatch(tooSmallForInsights);
});
