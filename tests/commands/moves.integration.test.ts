import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Layer, readEnvironment } from '../../scripts/deployment/environment';
import { writeMovesBack } from '../../scripts/deployment/moved-back';
import { readPlan } from '../../scripts/deployment/plan-json';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import type { Move } from '../../scripts/moves/match';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';
import { Repository } from './repository';

const layerFile = 'stacks/layers/security.ts';
const rename = (text: string) => text.replace("'AlarmTopic', {", "'Alarms', {");
let repository: Repository;
let folder: string;
let cloud: LocalCloud;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-moved-'));
  repository = await Repository.open();
  await repository.run('synth', 'dev', '--out', 'before');
});
afterAll(async () => {
  await cloud?.stop();
  repository?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('says what it would write, and writes it where it is not asked not to', async () => {
  repository.edit(layerFile, rename);
  const dry = await repository.run('moves', 'main', '--dry-run');
  expect(dry).toMatchObject({ exitCode: 3, stderr: '' });
  expect(dry.stdout).toMatch(/^dev-security: (\d+) moved, 0 gone, 0 new$/m);
  expect(repository.read('stacks/moves.json')).toBe('{}\n');

  const made = await repository.run('moves', 'main');
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
  expect(made.stdout).toMatch(/^ {2}→ aws_sns_topic[.]Alarms_\w+ was aws_sns_topic[.]AlarmTopic_\w+$/m);
  expect(Object.keys(JSON.parse(repository.read('stacks/moves.json')))).toEqual([
    'dev-security',
    'prod-security',
    'staging-security',
  ]);
  const again = await repository.run('moves', 'main', '--dry-run');
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('is as it must be') });
  const biome = await execa('npx', ['biome', 'check', '--vcs-enabled=false', 'stacks/moves.json'], {
    cwd: repository.folder,
    reject: false,
  });
  expect(biome.stderr).not.toContain('would have printed');
});

it('makes a plan that only moves of one that destroys and creates', async () => {
  await repository.run('synth', 'dev', '--out', 'after');
  const of = (out: string) => readEnvironment('dev', join(repository.folder, out));
  const { accountId, region, layers } = of('before');
  cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
  const stack = join(folder, 'stack');
  mkdirSync(stack);
  writeFileSync(
    join(stack, 'backend_override.tf.json'),
    JSON.stringify({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } }),
  );
  const layer = (out: string) => of(out).layers.find(({ name }) => name === 'security') as Layer;
  const put = (out: string, name = 'cdk.tf.json') => cpSync(join(layer(out).folder, name), join(stack, name));
  const env = { ...cloud.environment, TF_CLI_CONFIG_FILE: writeCliConfig(folder) };
  const terraform = new Terraform({ folder: stack, env });
  const planned = async () => {
    await terraform.plan({ out: 'plan' });
    return readPlan(await terraform.show('plan'));
  };
  expect(layers.map(({ name }) => name)).toContain('security');
  put('before');
  await terraform.init();
  const { add } = (await terraform.applyNow()).changes;
  expect(add).toBeGreaterThan(3);

  put('after');
  const moving = await planned();
  expect(new Set(moving.changes.map(({ action }) => action))).toEqual(new Set(['move']));
  expect(moving.changes).toHaveLength(add);

  const file = join(stack, 'cdk.tf.json');
  const { moved, ...without } = JSON.parse(readFileSync(file, 'utf8'));
  expect(moved).toHaveLength(add);
  writeFileSync(file, JSON.stringify(without));
  // What is guarded may not even be planned to go: taken off, to see what would happen.
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"prevent_destroy":true', '"prevent_destroy":false'));
  const destroying = await planned();
  expect(new Set(destroying.changes.map(({ action }) => action))).toEqual(new Set(['create', 'destroy']));

  put('after');
  await terraform.applyNow();
  expect((await planned()).pending).toBe(false);

  writeMovesBack(layer('before'), layer('after'));
  put('before');
  put('before', 'moved-back.tf.json');
  const back = await planned();
  expect(new Set(back.changes.map(({ action }) => action))).toEqual(new Set(['move']));
  expect(back.changes).toHaveLength(add);
});

it('writes nothing where the blocks would have no effect', async () => {
  await repository.git('checkout', '--quiet', '--force', 'main');
  repository.edit('stacks/layers/layer.ts', (text) => text.replace('moves.json', 'none.json'));
  repository.write('stacks/none.json', '{}\n');
  repository.edit(layerFile, rename);
  const { exitCode, stderr } = await repository.run('moves', 'main');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^dev-security: the moved blocks of stacks[/]moves[.]json do not come into its JSON/);
  expect(repository.read('stacks/moves.json')).toBe('{}\n');
});

it('with other packages nothing is compared, for they may not even synthesize the base', async () => {
  await repository.git('checkout', '--quiet', '--force', 'main');
  await repository.git('checkout', '--quiet', '-b', 'older');
  repository.edit('stacks/dev.ts', (text) => text.replace('10.10.0.0/16', '8.8.0.0/16'));
  repository.edit('package-lock.json', (text) => `${text}\n`);
  await repository.commit('sources of other packages');
  await repository.git('checkout', '--quiet', 'main');
  repository.edit(layerFile, rename);
  for (const options of [[], ['--dry-run']]) {
    const found = await repository.run('moves', 'older', ...options);
    expect(found).toMatchObject({ exitCode: 0, stderr: '' });
    expect(found.stdout).toContain(
      'nothing was compared, and nothing written: the base has another package-lock.json, so other packages made its synthesis',
    );
  }
  expect(repository.read('stacks/moves.json')).toBe('{}\n');
});

it('refuses what Terraform cannot be told, and says which blocks are in the way', async () => {
  await repository.git('checkout', '--quiet', '--force', 'main');
  await repository.git('checkout', '--quiet', '-b', 'earlier');
  repository.edit(layerFile, rename);
  await repository.run('moves', 'main');
  const { 'dev-security': blocks } = JSON.parse(repository.read('stacks/moves.json'));
  const { from, to } = blocks.find((block: Move) => block.from.startsWith('aws_sns_topic.'));
  // What has this address now is not what had it when it was moved away from there.
  await repository.git('checkout', '--quiet', '--force', 'main', '--', '.');
  const earlier = { from: to, to: 'aws_sns_topic.Elsewhere' };
  repository.write('stacks/moves.json', `${JSON.stringify({ 'dev-security': [earlier] }, undefined, 2)}\n`);
  await repository.commit('move something away');
  repository.edit(layerFile, rename);
  const text = repository.read('stacks/moves.json');
  for (const options of [[], ['--dry-run']]) {
    const { exitCode, stdout, stderr } = await repository.run('moves', 'earlier', ...options);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.replace(/^✖ /, '').split('\n')).toEqual([
      `dev-security: ${to} stands for another resource now than in moved blocks of stacks/moves.json; Terraform cannot be told both:`,
      `  {"from":"${to}","to":"aws_sns_topic.Elsewhere"}`,
      '  fix: give what is new there another id; or, if every environment was deployed with these blocks, so that no state',
      '  needs them any more, delete them and run this again',
    ]);
  }
  expect(repository.read('stacks/moves.json')).toBe(text);

  repository.write('stacks/moves.json', '{}\n');
  expect(await repository.run('moves', 'earlier')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(repository.read('stacks/moves.json'))['dev-security']).toContainEqual({ from, to });
});
