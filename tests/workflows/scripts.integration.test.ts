import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { variableName, variables } from '../../stacks/config';
import { describeWith, jq } from '../support/needed-tool';
import { steps } from './workflows';

const script = (where: string, name: string): string => {
  const found = steps.find(({ where: file, step }) => file === where && step.name === name);
  if (!found?.step.run) throw new Error(`${where} has no step ${name}`);
  return found.step.run;
};

const folders: string[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-steps-'));
  folders.push(folder);
  mkdirSync(join(folder, 'bin'));
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

/** Puts a program before those of the PATH; it writes down how it was called. */
function program(name: string, body: string): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >>"${folder}/calls"\n${body}\n`);
  chmodSync(file, 0o755);
}
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

/** Runs a step as GitHub does with `shell: bash`. */
async function step(text: string, env: Readonly<Record<string, string>>) {
  writeFileSync(join(folder, 'step.sh'), text);
  const outputs = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    RUNNER_TEMP: folder,
  };
  return execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(folder, 'step.sh')], {
    cwd: folder,
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ENVIRONMENT: 'dev', ...outputs, ...env },
    reject: false,
  });
}

const look = '.github/actions/look/action.yml';

describe.each([
  [look, 'Plan, for who approves it'],
  ['pull-request.yml plan', 'Plan'],
])('%s: %s', (where, name) => {
  it.each([
    [0, 0],
    [3, 0],
    [1, 1],
    [130, 130],
  ])('ends with %i of the plan as %i', async (planned, expected) => {
    program('npm', `echo 'dev-network: 1 to add'; exit ${planned}`);
    expect((await step(script(where, name), {})).exitCode).toBe(expected);
    expect(readFileSync(join(folder, 'plan.txt'), 'utf8')).toBe('dev-network: 1 to add\n');
  });
});

describe('drift before a deployment', () => {
  it.each([
    [0, 'false', 0],
    [3, 'false', 3],
    [3, 'true', 0],
    [1, 'true', 1],
  ])('of %i, with drift ignored: %s, ends as %i', async (drifted, IGNORE_DRIFT, expected) => {
    program('npm', `exit ${drifted}`);
    const text = script(look, 'Look for drift, which a deployment would change back');
    expect((await step(text, { IGNORE_DRIFT })).exitCode).toBe(expected);
  });
});

describe('the digest of a plan', () => {
  const digestOf = async (plans: Readonly<Record<string, string>>, printed = 'dev-network: 1 to add') => {
    const stacks = join(folder, 'cdktf.out/stacks');
    rmSync(stacks, { recursive: true, force: true });
    for (const [stack, text] of Object.entries(plans)) {
      mkdirSync(join(stacks, stack), { recursive: true });
      writeFileSync(join(stacks, stack, 'plan.txt'), text);
    }
    rmSync(join(folder, 'output'), { force: true });
    program('npm', `echo '${printed}'; exit 3`);
    expect((await step(script(look, 'Plan, for who approves it'), {})).exitCode).toBe(0);
    const [, digest = ''] = /^digest=([0-9a-f]{64})\n$/.exec(readFileSync(join(folder, 'output'), 'utf8')) ?? [];
    return digest;
  };

  it('is that of Terraform’s own text of all its layers, values included', async () => {
    const made = await digestOf({ 'dev-network': 'ami-1', 'dev-data': '+ a' });
    expect(made).toHaveLength(64);
    expect(await digestOf({ 'dev-network': 'ami-1', 'dev-data': '+ a' }, 'in another order')).toBe(made);
    expect(await digestOf({ 'dev-network': 'ami-1', 'dev-data': '+ a', 'staging-data': '+ b' })).toBe(made);
    expect(await digestOf({ 'dev-network': 'ami-2', 'dev-data': '+ a' })).not.toBe(made);
    expect(await digestOf({ 'dev-network': 'ami-1' })).not.toBe(made);
  });

  it('is there also where nothing is pending', async () => {
    const nothing = await digestOf({});
    expect(nothing).toHaveLength(64);
    expect(await digestOf({ 'dev-network': 'ami-1' })).not.toBe(nothing);
  });

  it.each([
    ['a', 'a', 0],
    ['a', 'b', 1],
    ['', '', 1],
  ])('that was approved as %j may be deployed as %j: %i', async (APPROVED, NOW, expected) => {
    const text = script('deploy-environment.yml deploy', 'Make sure that it is what was approved');
    const { exitCode, stdout } = await step(text, { APPROVED, NOW });
    expect(exitCode).toBe(expected);
    expect(stdout.includes('::error::The plan of dev is not the one that was approved')).toBe(expected === 1);
  });
});

describeWith(jq, 'the layers that are deployed', () => {
  const text = script('deploy-environment.yml deploy', 'Deploy');
  const affected = (...layers: string[]) => JSON.stringify({ layers: layers.map((layer) => ({ layer })) });
  const none = { ALLOW_RESTART: '', ALLOW_DESTROY: '', IGNORE_DRIFT: 'false' };

  it('are all where nothing is known of what was deployed', async () => {
    program('npm', '');
    expect((await step(text, { ...none, BASE: '' })).exitCode).toBe(0);
    expect(calls()).toEqual(['run deploy -- dev --yes']);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('layers=all\n');
  });

  it('are settled, all of them, where drift is ignored', async () => {
    program('npm', '');
    expect((await step(text, { ...none, BASE: '', IGNORE_DRIFT: 'true' })).exitCode).toBe(0);
    expect(calls()).toEqual(['run deploy -- dev --yes --settle']);
  });

  it('are those that are affected, in their order, with what is allowed', async () => {
    program('npm', `case "$*" in *--json) echo '${affected('network', 'data')}';; esac`);
    const allowed = { ALLOW_RESTART: 'aws_db_instance.A aws_db_instance.B', ALLOW_DESTROY: 'aws_s3_bucket.C' };
    expect((await step(text, { ...none, ...allowed, BASE: 'abc' })).exitCode).toBe(0);
    const options =
      '--yes --allow-restart aws_db_instance.A --allow-restart aws_db_instance.B --allow-destroy aws_s3_bucket.C';
    expect(calls().filter((call) => call.startsWith('run deploy'))).toEqual([
      `run deploy -- dev network ${options}`,
      `run deploy -- dev data ${options}`,
    ]);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('layers=network data\n');
  });

  it('are none where nothing is affected, and none after one that failed', async () => {
    program('npm', `case "$*" in *--json) echo '${affected()}';; esac`);
    expect((await step(text, { ...none, BASE: 'abc' })).exitCode).toBe(0);
    expect(calls().filter((call) => call.startsWith('run deploy'))).toEqual([]);
    program('npm', `case "$*" in *--json) echo '${affected('a', 'b')}';; 'run deploy'*) exit 1;; esac`);
    expect((await step(text, { ...none, BASE: 'abc' })).exitCode).toBe(1);
    expect(calls().filter((call) => call.startsWith('run deploy'))).toEqual(['run deploy -- dev a --yes']);
  });
});

describe('the plan after a deployment', () => {
  const text = script('deploy-environment.yml deploy', 'Plan again, which must be empty');
  const pendingIn = (...layers: string[]) =>
    program(
      'npm',
      `case "$*" in ${['dev', ...layers.map((layer) => `dev\\ ${layer}`)].map((end) => `*--\\ ${end})`).join(' exit 3;; ')} exit 3;; esac`,
    );

  it.each(['all', 'network data', ''])('is empty, whatever was deployed: %j', async (DEPLOYED) => {
    program('npm', '');
    expect((await step(text, { DEPLOYED })).exitCode).toBe(0);
    expect(calls()).toEqual(['run plan -- dev']);
  });

  it.each([
    ['all', 'data'],
    ['network data', 'data'],
    ['network data', 'network'],
  ])('must be, of what was deployed: %j, where something is pending in %s', async (DEPLOYED, layer) => {
    pendingIn(layer);
    const { exitCode, stdout } = await step(text, { DEPLOYED });
    expect(exitCode).toBe(3);
    expect(stdout).not.toContain('::warning::');
  });

  it.each(['network', ''])('tells what no commit has made, and fails nobody for it: %j', async (DEPLOYED) => {
    pendingIn('compute');
    const { exitCode, stdout } = await step(text, { DEPLOYED });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('::warning::dev has pending changes that no commit has made');
  });

  it('that fails is a failure', async () => {
    program('npm', 'exit 1');
    expect((await step(text, { DEPLOYED: 'network' })).exitCode).toBe(1);
  });
});

describeWith(jq, 'what was deployed last', () => {
  const text = script('deploy-environment.yml deploy', 'Find what was deployed last');
  const known = async (states: readonly (readonly [state: string, commit: string])[], event = 'push') => {
    await execa('git', ['init', '-q'], { cwd: folder });
    const identity = ['-c', 'user.name=ana', '-c', 'user.email=ana@example.com', '-c', 'commit.gpgsign=false'];
    const ids: Record<string, string> = { gone: '0'.repeat(40) };
    for (const name of ['old', 'new']) {
      await execa('git', [...identity, 'commit', '-q', '--allow-empty', '-m', name], { cwd: folder });
      ids[name] = (await execa('git', ['rev-parse', 'HEAD'], { cwd: folder })).stdout;
    }
    await execa('git', ['checkout', '-q', '--orphan', 'other'], { cwd: folder });
    await execa('git', [...identity, 'commit', '-q', '--allow-empty', '-m', 'other'], { cwd: folder });
    ids.other = (await execa('git', ['rev-parse', 'HEAD'], { cwd: folder })).stdout;
    await execa('git', ['checkout', '-q', '--detach', ids.new ?? ''], { cwd: folder });
    const nodes = states.map(([state, commit]) => ({ state, commitOid: ids[commit] }));
    writeFileSync(join(folder, 'answer.json'), JSON.stringify({ data: { repository: { deployments: { nodes } } } }));
    // What gh has in it understands the same language as jq.
    program('gh', `while [[ "$1" != --jq ]]; do shift; done; jq -r "$2" "${folder}/answer.json"`);
    const env = { GITHUB_REPOSITORY: 'owner/name', GITHUB_SHA: ids.new ?? '', GITHUB_EVENT_NAME: event };
    const { exitCode, stdout } = await step(text, env);
    const output = exitCode === 0 ? readFileSync(join(folder, 'output'), 'utf8').trim().replace('commit=', '') : stdout;
    return { exitCode, found: Object.keys(ids).find((name) => ids[name] === output) ?? output };
  };

  it('is the last one, but for those that are under way', async () => {
    expect(
      await known([
        ['IN_PROGRESS', 'new'],
        ['WAITING', 'new'],
        ['ACTIVE', 'old'],
        ['INACTIVE', 'new'],
      ]),
    ).toEqual({
      exitCode: 0,
      found: 'old',
    });
  });

  it.each([
    [
      'one that failed comes after it',
      [
        ['FAILURE', 'new'],
        ['ACTIVE', 'old'],
      ],
    ],
    ['there is none', []],
    ['it is not in this clone', [['ACTIVE', 'gone']]],
  ] as const)('is not known where %s', async (_, states) => {
    expect(await known(states)).toEqual({ exitCode: 0, found: '' });
  });

  // GitHub cancels what waits when a newer one comes, and may or may not have made a deployment of it by then.
  it.each([
    [[['ACTIVE', 'old']], 'old'],
    [
      [
        ['IN_PROGRESS', 'new'],
        ['INACTIVE', 'new'],
        ['ACTIVE', 'old'],
      ],
      '',
    ],
    [
      [
        ['IN_PROGRESS', 'new'],
        ['ERROR', 'new'],
        ['ACTIVE', 'old'],
      ],
      '',
    ],
  ] as const)('is never one that gave way to a newer one: of %j it is %j', async (states, found) => {
    expect(await known(states)).toEqual({ exitCode: 0, found });
  });

  it('does not matter to who starts the workflow by hand', async () => {
    expect(await known([['ACTIVE', 'old']], 'workflow_dispatch')).toEqual({ exitCode: 0, found: '' });
  });

  it('must not be something newer or other', async () => {
    const { exitCode, found } = await known([['ACTIVE', 'other']]);
    expect(exitCode).toBe(1);
    expect(found).toContain('::error::dev has');
  });
});

describeWith(jq, 'approval', () => {
  const text = script('deploy-environment.yml before', 'Make sure that somebody is asked');
  it.each([
    ['required_reviewers', 0],
    ['wait_timer required_reviewers branch_policy', 0],
    ['wait_timer', 1],
    ['', 1],
  ])('with the rules %j ends as %i', async (rules, expected) => {
    const protection_rules = rules
      .split(' ')
      .filter(Boolean)
      .map((type) => ({ type }));
    writeFileSync(join(folder, 'answer.json'), JSON.stringify({ protection_rules }));
    program('gh', `while [[ "$1" != --jq ]]; do shift; done; jq -r "$2" "${folder}/answer.json"`);
    expect((await step(text, { GITHUB_REPOSITORY: 'owner/name' })).exitCode).toBe(expected);
  });
});

describeWith(jq, 'config.env', () => {
  /** They would be assumed by a plan as well. */
  const roles = Object.keys(variables)
    .map((key) => variableName(key as keyof typeof variables))
    .filter((name) => name.includes('_ROLE_'));

  it('is made of the variables that are meant for it', async () => {
    expect(roles).toHaveLength(3);
    const VARIABLES = JSON.stringify({
      GROUNDWORK_OWNER: 'team a',
      GROUNDWORK_REGION: 'us-west-2',
      PLAN_ROLE_ARN_DEV: 'x',
      ...Object.fromEntries(roles.map((name) => [name, 'x'])),
    });
    const text = script('.github/actions/set-up/action.yml', 'Write config.env');
    await step(text, { VARIABLES });
    expect(readFileSync(join(folder, 'config.env'), 'utf8')).toBe(
      'GROUNDWORK_OWNER=team a\nGROUNDWORK_REGION=us-west-2\n',
    );
  });
});
