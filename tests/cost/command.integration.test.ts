import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { environmentNames } from '../../stacks/names';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-cost-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cost = (...args: string[]) =>
  execa(process.execPath, ['scripts/run.cjs', 'cost', ...args], { cwd: root, reject: false });

test('cost tells its exit codes', async () => {
  const { exitCode, stdout } = await cost('--help');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('npm run cost -- [options] <environment>');
  expect(stdout).toContain('Exit codes:');
});

test.each(environmentNames)('%s is estimated, and everything in it is priced', async (name) => {
  const { exitCode, stdout } = await cost(name, '--json', '--out', join(folder, name));
  expect(exitCode).toBe(0);
  const { notPriced, monthlyUsd, layers, services } = JSON.parse(stdout);
  expect(notPriced).toEqual([]);
  const sum = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0);
  expect(sum(layers)).toBeCloseTo(monthlyUsd, 6);
  expect(sum(services)).toBeCloseTo(monthlyUsd, 6);
});

test('a quantity that is given changes the sum by its price', async () => {
  const sums = await Promise.all(
    ['0', '100'].map(async (gigabytes) => {
      const { stdout } = await cost(
        'staging',
        '--set',
        `nat_gb=${gigabytes}`,
        '--json',
        '--out',
        join(folder, gigabytes),
      );
      return JSON.parse(stdout).monthlyUsd;
    }),
  );
  expect(sums[1] - sums[0]).toBeCloseTo(4.5, 6);
});

test('two environments are compared, without colour where there is no terminal', async () => {
  const { exitCode, stdout } = await cost('dev', '--compare', 'prod', '--out', join(folder, 'both'));
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^dev costs about .*\nprod costs about /);
  expect(stdout).toMatch(/^total .*\+\$/m);
  expect(stdout).not.toContain('\u001b');
});

test.each([
  [['nowhere'], 'nowhere'],
  [['dev', '--no-such'], '--no-such'],
  [['dev', '--compare', 'nowhere'], 'nowhere'],
  [['dev', '--compare', 'dev'], 'other than dev'],
  [['dev', '--set', 'nat_gb=x', '--set', 'no=1'], '2 quantities'],
  [['dev', '--usage', 'no-such.json'], 'no-such.json'],
])('cost %j is a wrong call, told without a trace', async (args, said) => {
  const { exitCode, stderr } = await cost(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/^ +at /m);
});
