import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflicts, overlap } from '../../scripts/check-config/cidr';
import { layoutFaults } from '../../scripts/check-config/layout';
import { environmentNetworks, networksOutcome } from '../../scripts/check-config/sources';
import { nodeOutcome } from '../../scripts/check-config/tools';
import { vpcsOutcome } from '../../scripts/check-config/vpcs';
import { root } from '../../scripts/shared/paths';

describe('networks', () => {
  it.each([
    ['10.0.0.0/16', '10.0.255.0/24', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['10.0.0.0/15', '10.1.0.0/16', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['10.0.0.0/25', '10.0.0.128/25', false],
    ['nonsense', '10.0.0.0/16', false],
  ])('%s and %s overlap: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });

  it('overlap exactly when the longer prefix lies in the shorter one', () => {
    const cidr = fc.tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 16 })).map(([a, b, prefix]) => {
      const value = (a * 256 + b) & (0xffff << (16 - prefix));
      return { value, prefix, text: `${value >> 8}.${value & 255}.0.0/${prefix}` };
    });
    fc.assert(
      fc.property(cidr, cidr, (one, other) => {
        const shift = 16 - Math.min(one.prefix, other.prefix);
        expect(overlap(one.text, other.text)).toBe(one.value >> shift === other.value >> shift);
      }),
    );
  });

  it('that overlap are both named, each pair once', () => {
    const faults = conflicts([
      { owner: 'dev', cidr: '10.10.0.0/16' },
      { owner: 'staging', cidr: '10.10.128.0/17' },
      { owner: 'prod', cidr: '10.30.0.0/16' },
    ]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('dev (10.10.0.0/16) and staging (10.10.128.0/17) overlap');
  });

  it('of this workspace are apart', () => {
    expect(networksOutcome(environmentNetworks(root)).status).not.toBe('failed');
  });
});

describe('the VPCs of an account', () => {
  const own = { owner: 'dev', cidr: '10.10.0.0/16' };
  const vpc = (id: string, cidr: string, name = '') => ({ id, name, cidrs: [cidr] });

  it('hold the environment’s own, and others that are apart', () => {
    const vpcs = [vpc('vpc-1', '10.10.0.0/16'), vpc('vpc-2', '172.31.0.0/16')];
    expect(vpcsOutcome(own, 'vpc-1', vpcs)).toMatchObject({ status: 'passed' });
    expect(vpcsOutcome(own, undefined, vpcs.slice(1))).toMatchObject({ status: 'passed' });
  });

  it.each([
    ['one that is gone', 'vpc-1', [], 'vpc-1 is in the state, and not in the account'],
    ['one of another range', 'vpc-1', [vpc('vpc-1', '10.9.0.0/16')], 'vpc-1 has 10.9.0.0/16; expected 10.10.0.0/16'],
    [
      'another in the way',
      undefined,
      [vpc('vpc-9', '10.0.0.0/8', 'old')],
      'dev (10.10.0.0/16) and vpc-9, old, (10.0.0.0/8) overlap',
    ],
  ])('with %s is a fault', (_, applied, vpcs, message) => {
    expect(vpcsOutcome(own, applied, vpcs).details).toEqual([expect.stringContaining(message)]);
  });
});

describe('the layout', () => {
  it('of this workspace has no fault', () => {
    expect(layoutFaults(root)).toEqual([]);
  });

  it('tells everything that is wrong at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-layout-'));
    for (const path of ['components', 'scripts', 'policies', 'stacks/layers', 'node_modules/a'])
      mkdirSync(join(folder, path), { recursive: true });
    for (const path of ['stacks/dev.ts', 'stacks/staging.ts', 'config.env.example', 'package-lock.json'])
      cpSync(join(root, path), join(folder, path));
    writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ app: 'other', output: 'cdktf.out' }));
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0' } }),
    );
    writeFileSync(join(folder, 'node_modules/a/package.json'), JSON.stringify({ version: '1.0.1' }));
    const faults = layoutFaults(folder);
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain('stacks/prod.ts is missing');
    expect(faults[1]).toContain('cdktf.json: app: found "other"');
    expect(faults[2]).toContain('a: found 1.0.1; expected 1.0.0\nb: found nothing; expected 2.0.0\nfix: npm ci');
    writeFileSync(join(folder, 'cdktf.json'), '{');
    expect(layoutFaults(folder)[1]).toContain('is not JSON');
    rmSync(folder, { recursive: true });
  });
});

describe('node', () => {
  it.each([
    ['20.12.0', 'passed'],
    ['22.1.0', 'passed'],
    ['20.11.9', 'failed'],
  ])('%s is %s', (version, status) => {
    expect(nodeOutcome(version, '>=20.12')).toMatchObject({ status });
  });
});
