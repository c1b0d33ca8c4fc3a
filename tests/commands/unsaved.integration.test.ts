import { setTimeout as sleep } from 'node:timers/promises';
import { CreateAliasCommand, CreateKeyCommand, DeleteAliasCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPoints } from '../../scripts/deployment/rollback';
import { backendOf, StateStore } from '../../scripts/deployment/state-store';
import { Finder } from '../../scripts/deployment/unsaved/find';
import { leftJournal } from '../../scripts/deployment/unsaved/journal';
import { besideState } from '../../scripts/deployment/unsaved/place';
import { follow } from '../../scripts/kills/advice';
import { killTerraform } from '../../scripts/kills/process-tree';
import { Workspace } from '../../scripts/local/workspace';
import { clientSettings } from '../local/clients';
import { processes } from '../support/processes';

/** What an apply leaves that does not come to a good end; each test goes on where the one before it ended. */
describe.skipIf(process.platform !== 'linux').sequential('an apply that does not come to its end', () => {
  let workspace: Workspace;
  let store: StateStore;
  const security = () => workspace.layer('security');
  const journal = () => leftJournal(besideState(store, security()));
  const strays = async () => {
    const states = await Promise.all(workspace.environment.layers.map((each) => store.contents(each)));
    const finder = new Finder(security(), new Set(states.flatMap(({ ids }) => ids)), workspace.cloud.environment);
    return finder.strays({ Environment: 'dev' });
  };

  beforeAll(async () => {
    workspace = await Workspace.open();
    store = new StateStore(security(), workspace.cloud.environment);
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => workspace?.close());

  it('leaves what it was told where Terraform alone is killed, and the state has nothing of it', async () => {
    const deploy = workspace.start('deploy', 'dev', 'security', '--yes');
    const told = async () => [...((await journal())?.made.values() ?? [])].flat();
    while (deploy.exitCode === null && (await told()).length === 0) await sleep(50);
    const before = await told();
    const terraform = processes().find(
      ({ call, parent }) => call.startsWith('terraform apply') && parent === deploy.pid,
    );
    if (terraform === undefined) throw new Error(`there is no Terraform any more: ${(await deploy).stderr}`);
    process.kill(terraform.pid, 'SIGKILL');
    const { exitCode, stderr } = await deploy;
    expect(stderr).toContain('terraform was killed by SIGKILL');
    expect(exitCode).toBe(1);
    expect(await store.hasState(security())).toBe(false);
    expect(await told()).toEqual(expect.arrayContaining(before));
  });

  it.each(['security', 'backend'])('is not destroyed over: %s', async (name) => {
    const { exitCode, stderr, stdout } = await workspace.run('destroy', 'dev', name, '--yes-destroy', 'dev');
    expect(stderr).toMatch(/dev-security: the apply of \S+, begun \S+, was ended: .* would not be destroyed/);
    expect(stderr).toContain('npm run deploy -- dev security');
    expect(stdout).not.toContain('nothing to destroy');
    expect(exitCode).toBe(1);
    expect(await store.bucketExists(security())).toBe(true);
  });

  it('is taken over by the next run, which deletes the journal', async () => {
    const told = [...((await journal())?.made.values() ?? [])].flat();
    await follow(workspace, await workspace.run('deploy', 'dev', 'security', '--yes'));
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', 'security', '--yes');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const id of told) expect(stdout).toContain(` is ${id}\n`);
    expect(await journal()).toBeUndefined();
    expect(await strays()).toEqual([]);
    expect(await workspace.run('plan', 'dev', 'security')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is destroyed then', async () => {
    const destroyed = await workspace.run('destroy', 'dev', 'security', '--yes-destroy', 'dev');
    expect(destroyed).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('takes over nothing of somebody else who has the name, and goes on once that is free', async () => {
    const kms = new KMSClient(clientSettings(workspace.cloud));
    const { KeyMetadata: { KeyId: TargetKeyId = '' } = {} } = await kms.send(new CreateKeyCommand({}));
    const AliasName = 'alias/groundwork-alarms-dev';
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
    const refused = await workspace.run('deploy', 'dev', 'security', '--yes');
    expect(refused.stderr).toContain('AlreadyExistsException');
    expect(refused.stdout).toMatch(/^rollback point: s3:\/\/\S+\nnothing of it was there before/m);
    expect(refused.exitCode).toBe(1);
    expect((await store.state(security()))?.resources).toBeGreaterThan(0);
    expect([...((await journal())?.made.keys() ?? [])]).toEqual([expect.stringMatching(/^aws_kms_alias\.\w+$/)]);
    const planned = await workspace.run('plan', 'dev', 'security');
    expect(planned.stderr).toMatch(/nothing shows that it was made by it.*\n {2}aws_kms_alias\.\w+ would be /);
    expect(planned.stderr).toContain(
      ` would be ${AliasName}\n  fix: delete it, or give the configuration another name;`,
    );
    expect(planned.exitCode).toBe(1);

    await kms.send(new DeleteAliasCommand({ AliasName }));
    expect(await workspace.run('deploy', 'dev', 'security', '--yes')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await journal()).toBeUndefined();
  });

  it('is settled by the next run, where one ends in between', async () => {
    const deploy = workspace.start('deploy', 'dev', 'backend', '--yes');
    let told = '';
    deploy.stdout.on('data', (chunk) => {
      told += chunk;
    });
    while (deploy.exitCode === null && !told.includes('Settle the states')) await sleep(20);
    while (deploy.exitCode === null && !(await killTerraform(deploy.pid as number))) await sleep(20);
    const killed = await deploy;
    expect(killed.stderr).toContain('terraform was killed by SIGKILL');
    expect(killed.stdout).toContain('dev-backend: 2 added');

    const drift = () => workspace.run('drift', 'dev', 'backend');
    let unsettled = await drift();
    if (unsettled.exitCode === 1) {
      await follow(workspace, unsettled);
      unsettled = await drift();
    }
    expect(unsettled).toMatchObject({ exitCode: 3, stderr: '' });
    const again = await workspace.run('deploy', 'dev', 'backend', '--yes');
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toContain('dev: nothing to do\nrollback point: s3://');
    const [ended, last] = (await listPoints(store, workspace.environment)).slice(-2);
    expect([ended?.done, last?.done]).toEqual([[], ['backend']]);
    expect(await drift()).toMatchObject({ exitCode: 0, stderr: '' });

    const third = await workspace.run('deploy', 'dev', 'backend', '--yes');
    expect(third.stdout).not.toMatch(/Settle the states|rollback point/);
  });

  it('is told where its journal cannot be read', async () => {
    const { bucket, key } = backendOf(security());
    const place = besideState(store, security());
    await place.write('a.json', '{"format":2}');
    const { exitCode, stderr } = await workspace.run('plan', 'dev', 'security');
    expect(exitCode).toBe(1);
    const url = `s3://${bucket}/${key.replace(/[^/]*$/, 'unsaved/a.json')}`;
    expect(stderr).toContain(`${url} is no journal of an apply that can be read: found one of format 2; expected`);
    expect(stderr).toContain(`: aws s3 rm ${url}`);
    expect(stderr).not.toMatch(/^ +at /m);
    await place.remove('a.json');
    expect(await place.list()).toEqual([]);
  });
});
