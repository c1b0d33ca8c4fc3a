import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRoot, workFolder } from '../../scripts/shared/paths';
import { run } from '../../scripts/shared/processes';
import { synthesized } from '../support/synthesized';

const root = findRoot(import.meta.dirname);
// Below the workspace, so that every tool finds its packages; and out of the way of whoever works in it.
const copy = join(workFolder, `new-component-${process.pid}`);

beforeAll(() => {
  mkdirSync(copy, { recursive: true });
  const files = ['cdktf.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'vitest.config.mts'];
  for (const name of [...files, 'config.env.example']) cpSync(join(root, name), join(copy, name));
  for (const name of ['scripts', 'stacks', 'lambdas', 'policies'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['components', 'tests/support', 'tests/contract'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The tests of the copy, by their state; its own vitest.config.mts has them reported to a file. */
async function testsOf(folder: string): Promise<Readonly<Record<'passed' | 'failed', readonly string[]>>> {
  await tool('vitest', 'run', '--project', 'unit', folder);
  const report: { testResults: { assertionResults: { status: string; fullName: string }[] }[] } = JSON.parse(
    readFileSync(join(copy, '.groundwork', 'test-results.json'), 'utf8'),
  );
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const names = (state: string) => results.filter(({ status }) => status === state).map(({ fullName }) => fullName);
  return { passed: names('passed'), failed: names('failed') };
}

const npm = (...args: string[]) => run(process.execPath, [join(copy, 'scripts', 'run.cjs'), ...args], { cwd: copy });
const tool = (name: string, ...args: string[]) => run(join(root, 'node_modules', '.bin', name), args, { cwd: copy });

test('npm run docs tells the faults of the stacks as they are, and changes nothing', async () => {
  const stack = join(copy, 'stacks', 'dev.ts');
  const text = readFileSync(stack, 'utf8');
  writeFileSync(stack, text.replace(/vpcCidr: '[^']*'/, "vpcCidr: '8.10.0.0/16'"));
  const { exitCode, stderr, stdout } = await npm('docs');
  writeFileSync(stack, text);
  expect(stderr).toMatch(/^one fault, nothing was written\n\ndev-network\/Vpc \[VpcCidrPrivate\]/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe('');
  expect(exitCode).toBe(1);
});

describe('npm run new-component', () => {
  test.each([
    ['Cache', 'cannot be the name of a component'],
    ['log_bucket', 'cannot be the name of a component'],
    ['-cache', 'cannot be the name of a component'],
    ['../cache', 'cannot be the name of a component'],
    ['cache-', 'cannot be the name of a component'],
    ['c'.repeat(31), 'cannot be the name of a component'],
    ['vpc', 'components/vpc is there already'],
    ['shared', 'components/shared is there already'],
  ])('refuses %s, and says what is expected', async (name, said) => {
    const { exitCode, stderr, stdout } = await npm('new-component', '--', name);
    expect(stderr).toContain(said);
    expect(stderr).toContain('expected');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('asks for a name', async () => {
    const { exitCode, stderr } = await npm('new-component');
    expect(stderr).toContain("missing required argument 'name'");
    expect(exitCode).toBe(2);
  });

  describe('log-bucket', () => {
    const folder = join(copy, 'components', 'log-bucket');
    beforeAll(async () => {
      const { exitCode, stdout } = await npm('new-component', 'log-bucket');
      expect(stdout).toContain('components/log-bucket/index.ts');
      expect(exitCode).toBe(0);
    });

    test('has every file, with nothing left to fill in', () => {
      for (const file of [
        'index.ts',
        'props.ts',
        'rules.ts',
        'README.md',
        'log-bucket.test.ts',
        'log-bucket.cases.ts',
      ]) {
        expect(existsSync(join(folder, file)), file).toBe(true);
        expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/\{\{|\}\}(?!;|\)|,| )/);
      }
    });

    test('compiles, and is formatted', async () => {
      const formatted = await tool('biome', 'check', '--vcs-enabled=false', 'components/log-bucket');
      expect(formatted.exitCode, formatted.stderr).toBe(0);
      const types = await tool('tsc', '--noEmit');
      expect(types.stdout.split('\n').filter((line) => line.includes('log-bucket'))).toEqual([]);
    });

    test('has a setting that a plan may override', async () => {
      const { example } = await import(join(folder, 'examples', 'smallest.ts'));
      expect(synthesized(example).outputs.log_bucket_name).toMatchObject({ value: '${var.log_bucket_name}' });
    });

    test('fails one test, and that one says what is to be done', async () => {
      const { passed, failed } = await testsOf('components/log-bucket');
      expect(failed).toEqual(['is made of something']);
      expect(passed.length).toBeGreaterThan(3);
    });

    test('is found by the documentation and by the contract, which asks for what a person has to write', async () => {
      const stale = await npm('docs', '--check');
      expect(stale.stderr).toContain('components/log-bucket/README.md');
      expect(stale.exitCode).toBe(1);
      expect((await npm('docs')).stdout).toContain('components/log-bucket/README.md');
      expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('| `LogBucketName` |');
      expect((await npm('docs', '--check')).exitCode).toBe(0);
      const { failed } = await testsOf('tests/contract');
      expect(failed.filter((name) => name.includes('log-bucket'))).toEqual([
        expect.stringContaining('its README has every part'),
      ]);
    });
  });
});
