import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Affected } from '../../scripts/affected/affected';
import { Repository } from './repository';

let repository: Repository;
const change = async (file: string, edit: (text: string) => string) => {
  await repository.git('checkout', '--quiet', '--force', 'main');
  repository.edit(file, edit);
};
const stacks = async (...args: readonly string[]) => {
  const { stdout, stderr, exitCode } = await repository.run('affected', 'main', ...args, '--json');
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout) as Affected;
};

beforeAll(async () => {
  repository = await Repository.open();
});
afterAll(() => repository?.close());

it('nothing is affected where nothing changed, the code of the functions least of all', async () => {
  expect(await stacks()).toMatchObject({ layers: [], gone: [], base: await repository.git('rev-parse', 'main') });
});

it('a function that changed affects the layers that deploy it, by the archive', async () => {
  await change('lambdas/rotate-db-secret/handler.ts', (text) => `${text}\nglobalThis.name = 'changed';\n`);
  const { layers } = await stacks('prod');
  expect(layers.map(({ environment }) => environment)).toContain('prod');
  for (const { files } of layers.filter(({ files }) => files.length > 0))
    expect(files).toEqual(expect.arrayContaining([expect.stringMatching(/[.]zip$/)]));
  expect(layers.some(({ layer }) => layer === 'data')).toBe(true);
  expect(layers.some(({ layer }) => layer === 'network')).toBe(false);
});

it('an environment that changed affects that one, and who reads what may change', async () => {
  await change('stacks/dev.ts', (text) => text.replace('10.10.0.0/16', '10.11.0.0/16'));
  const { layers } = await stacks();
  expect([...new Set(layers.map(({ environment }) => environment))]).toEqual(['dev']);
  expect(layers.find(({ layer }) => layer === 'network')?.files).toEqual(['cdk.tf.json']);
  expect(layers.find(({ layer }) => layer === 'observability')?.reads).toContain('network.vpc_id');
  expect(layers.some(({ layer }) => layer === 'backend')).toBe(false);
  const { stdout } = await repository.run('affected', 'main', 'dev');
  expect(stdout).toMatch(/^dev-network: cdk[.]tf[.]json differs$/m);
  expect((await repository.run('affected', 'main', 'staging')).stdout).toMatch(/^0 of \d+ layers are affected/);
});

it('with other packages everything is, and it says so', async () => {
  await change('package-lock.json', (text) => `${text}\n`);
  const found = await stacks();
  expect(found.everything).toContain('another package-lock.json');
  expect(found.layers).toHaveLength(found.of);
  expect(found.of).toBeGreaterThan(11);
});

it('says which of the two does not synthesize, and why', async () => {
  const broken = (text: string) => text.replace('10.10.0.0/16', '8.8.0.0/16');
  await change('stacks/dev.ts', broken);
  const now = await repository.run('affected', 'main');
  expect(now).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('the working tree does not synthesize') });
  expect(now.stderr).toContain('[VpcCidrPrivate]');
  await repository.git('checkout', '--quiet', '-b', 'broken');
  await repository.commit('break it');
  await repository.git('checkout', '--quiet', 'main');
  const base = await repository.run('affected', 'broken');
  expect(base).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('the base, broken, does not synthesize') });
});

it.each(['nowhere', '--help-me', 'main:stacks', '$(touch x)'])(
  'a base %j that is no commit is refused',
  async (base) => {
    const { exitCode, stderr } = await repository.run('affected', '--', base);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`the base is ${JSON.stringify(base)}`);
    expect(stderr).not.toMatch(/^ +at /m);
  },
);

it('leaves nothing in the work folder, and outside of a repository says what is missing', async () => {
  expect(readdirSync(join(repository.folder, '.groundwork')).filter((name) => name.startsWith('trees-'))).toEqual([]);
  const copy = mkdtempSync(join(tmpdir(), 'groundwork-copy-'));
  try {
    cpSync(repository.folder, copy, { recursive: true, filter: (path) => !/[/]([.]git|[.]groundwork)$/.test(path) });
    const { exitCode, stderr } = await execa(process.execPath, ['scripts/run.cjs', 'affected', 'main'], {
      cwd: copy,
      env: { GIT_CEILING_DIRECTORIES: copy },
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is no git repository');
  } finally {
    rmSync(copy, { recursive: true });
  }
});
