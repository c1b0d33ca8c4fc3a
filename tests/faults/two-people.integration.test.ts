import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backendOf, StateStore } from '../../scripts/deployment/state-store';
import { type Lock, lockTable } from '../../scripts/kills/locks';
import { Workspace } from '../../scripts/local/workspace';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';
import { processes } from '../support/processes';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-two-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('two people who deploy the same layer', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => workspace?.close());

  /** Each has a synthesis of their own. */
  const deploy = (person: string) =>
    workspace.startPlain('deploy', ['dev', 'security', '--yes', '--out', join(folder, person)], { PERSON: person });

  const locks = async () => (await lockTable(workspace)).locks;

  test('one is refused with who is at it and since when, and changes nothing; the other ends well', async () => {
    const security = workspace.layer('security');
    const store = new StateStore(security, workspace.cloud.environment);
    const ana = deploy('ana');
    const terraform = () =>
      processes().find(
        ({ call, environment }) => call.startsWith('terraform apply') && environment.includes('PERSON=ana'),
      );
    let held: readonly Lock[] = [];
    for (; ana.exitCode === null && held.length === 0; await sleep(50)) {
      if (!terraform()) continue;
      held = await locks();
    }
    // Ana's apply takes as long as Ben needs to be refused.
    const { pid } = terraform() ?? {};
    if (pid === undefined) throw new Error(`Ana's has ended before: ${(await ana).stderr}`);
    process.kill(pid, 'SIGSTOP');
    const [lock] = held;
    try {
      const before = (await store.state(security))?.version;
      const { exitCode, stderr } = await deploy('ben');
      expect(stderr.replace(/^✖ .*\n/, '').split('\n')).toEqual([
        `dev-security: the state is locked by ${userInfo().username}@${hostname()} since ${lock?.Created.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}, for apply.`,
        `  lock: ${lock?.ID} on ${backendOf(security).bucket}/${backendOf(security).key}`,
        '  Nothing of this layer was changed here.',
        '  fix: wait until it is done, then begin again. If that process is gone, nobody releases the lock any more: make',
        '  sure of it, then run',
        expect.stringMatching(
          new RegExp(`^ {2}\\(cd .*/ben/stacks/dev-security && terraform force-unlock -force ${lock?.ID}\\)$`),
        ),
      ]);
      expect(exitCode).toBe(1);
      expect((await store.state(security))?.version).toBe(before);
      expect((await locks()).map(({ ID }) => ID)).toEqual([lock?.ID]);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await ana).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await locks()).toEqual([]);

    const again = await workspace.run('plan', 'dev', 'security');
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toContain('dev-security: no changes');
  });
});

test('who has planned before another has applied is told so, and to begin again', async () => {
  const stack = join(mkdtempSync(join(folder, 'stack-')));
  const resource = { terraform_data: { any: { input: 'x' } } };
  writeFileSync(
    join(stack, 'cdk.tf.json'),
    JSON.stringify({ terraform: { required_providers: requiredProviders() }, resource }),
  );
  const env = { TF_CLI_CONFIG_FILE: writeCliConfig(folder) };
  const terraform = new Terraform({ folder: stack, name: 'dev-network', env });
  await terraform.init();
  await terraform.plan({ out: 'ben.tfplan' });
  await terraform.applyNow();
  const state = await terraform.show();
  await expect(terraform.apply('ben.tfplan')).rejects.toThrow(
    /^dev-network: the state is no longer the one that was planned for: somebody else has applied .*\n {2}Nothing of this layer was changed here\.\n {2}fix: begin again/,
  );
  expect(await terraform.show()).toBe(state);
});
