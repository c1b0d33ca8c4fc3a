import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backendOf, StateStore } from '../../scripts/deployment/state-store';
import { workFolder } from '../../scripts/shared/paths';
import { Workspace } from './workspace';

/** The way of an environment from nothing to nothing; each test goes on where the one before it ended. */
describe.sequential('the commands on a cloud of this machine', () => {
  let workspace: Workspace;
  let store: StateStore;
  let client: { readonly region: string; readonly endpoint: string; readonly credentials: Credentials };

  beforeAll(async () => {
    workspace = await Workspace.open();
    const { cloud, environment } = workspace;
    store = new StateStore(workspace.layer('backend'), cloud.environment);
    client = {
      region: environment.region,
      endpoint: cloud.endpoint,
      credentials: { accessKeyId: environment.accountId, secretAccessKey: 'local' },
    };
  });
  afterAll(() => workspace?.close());

  it('plan names the bootstrap that is lacking', async () => {
    const result = await workspace.run('plan', 'dev');
    expect(result).toMatchObject({ exitCode: 1 });
    expect(result.stderr).toContain('dev: its state backend was never bootstrapped');
    expect(result.stderr).toContain('npm run bootstrap -- dev');
  });

  it('bootstrap goes on where an interrupted one ended', async () => {
    const local = join(workFolder, 'bootstrap', `${workspace.localStateName}.tfstate`);
    const first = workspace.start('bootstrap', 'dev');
    while (!(await store.bucketExists(workspace.layer('backend')))) await sleep(50);
    first.kill('SIGINT');
    const { exitCode, stderr } = await first;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Terraform was told to come to an end');
    expect(stderr).toContain('To go on: npm run bootstrap -- dev');
    expect(existsSync(local)).toBe(true);
    expect(await store.hasState(workspace.layer('backend'))).toBe(false);

    const second = await workspace.run('bootstrap', 'dev');
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second.stdout).toContain('going on from');
    expect(existsSync(local)).toBe(false);
    expect((await store.state(workspace.layer('backend')))?.resources).toBeGreaterThan(10);
  });

  it('bootstrap does nothing to a backend that is there', async () => {
    const before = await store.stateVersion(workspace.layer('backend'));
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await store.stateVersion(workspace.layer('backend'))).toBe(before);
  });

  it('plan plans what it can, and names what was never applied', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('plan', 'dev');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/dev-backend: 2 to add, 0 to change/);
    expect(stdout).toMatch(/dev-network: \d+ to add, 0 to change, 0 to replace, 0 to destroy/);
    expect(stdout).toMatch(/ {2}\+ aws_vpc\.Vpc_\w+/);
    expect(stdout).toContain(
      'dev-observability: not planned: it reads dev-network, which was never applied; it reads dev-security, which was never applied. Run npm run deploy -- dev network and npm run deploy -- dev security first.',
    );
    expect(exitCode).toBe(3);
  });

  it('plan says who holds the lock of a state', async () => {
    const { bucket, key, dynamodb_table: TableName } = backendOf(workspace.layer('security'));
    const LockID = { S: `${bucket}/${key}` };
    const holder = {
      ID: '5a1f0d5e-5f3c-4c62-8f3b-6f1a0b5a7c11',
      Operation: 'OperationTypeApply',
      Who: 'ana@laptop',
      Created: '2026-11-03T10:15:00.5Z',
      Path: LockID.S,
    };
    const locks = new DynamoDBClient(client);
    await locks.send(new PutItemCommand({ TableName, Item: { LockID, Info: { S: JSON.stringify(holder) } } }));
    const { exitCode, stderr } = await workspace.run('plan', 'dev', 'security');
    await locks.send(new DeleteItemCommand({ TableName, Key: { LockID } }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('dev-security: the state is locked by ana@laptop since 2026-11-03 10:15:00');
    expect(stderr).toContain('terraform force-unlock 5a1f0d5e-5f3c-4c62-8f3b-6f1a0b5a7c11');
  });

  it('deploy does not apply what nobody agreed to', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', 'security');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/dev-security: \d+ to add/);
    expect(stderr).toContain('there is no terminal to ask on');
    expect(await store.hasState(workspace.layer('security'))).toBe(false);
  });

  it('deploy applies every layer, and leaves a rollback point', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', '--yes');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('dev: ');
    const id = /rollback point: s3:\/\/\S+\/dev\/rollback\/(\w+)\//.exec(stdout)?.[1];
    const text = await store.read(workspace.layer('backend'), `dev/rollback/${id}/point.json`);
    const point = JSON.parse(String(text));
    expect(point.revision.commit).toMatch(/^[0-9a-f]{40}$/);
    const states = Object.fromEntries(
      point.layers.map((each: { layer: string; state: unknown }) => [each.layer, each.state]),
    );
    expect(states).toMatchObject({
      network: null,
      backend: { serial: expect.any(Number), versionId: expect.any(String) },
    });
  });

  it('plan finds nothing left to do', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('plan', 'dev');
    expect(stderr).toBe('');
    for (const { stack } of workspace.environment.layers) expect(stdout).toContain(`${stack}: no changes`);
    expect(exitCode).toBe(0);
  });

  it('drift finds what was changed by hand, and nothing else', async () => {
    const unchanged = await workspace.run('drift', 'dev');
    expect(unchanged).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('output shows what a layer exposes', async () => {
    const { stdout, exitCode } = await workspace.run('output', 'dev', 'network', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).network.vpc_cidr).toEqual({
      value: '10.10.0.0/16',
      sensitive: false,
      description: 'IPv4 range of the VPC',
    });
  });

  it('destroy refuses a guarded environment, and names the opt-out', async () => {
    const { exitCode, stderr } = await workspace.run('destroy', 'staging', '--yes-destroy', 'staging');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('GROUNDWORK_ALLOW_DESTROYS=staging');
    expect(stderr).toMatch(/staging-security: aws_kms_key\.\w+/);
  });

  it('destroy takes everything down in order, and the backend when it is named', async () => {
    const backend = await workspace.run('destroy', 'dev', 'backend', '--yes-destroy', 'dev');
    expect(backend.exitCode).toBe(1);
    expect(backend.stderr).toContain('dev-backend is needed by dev-network, which is there');
    expect(await workspace.run('destroy', 'dev', '--yes-destroy', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
    for (const name of ['network', 'security', 'observability'])
      expect(await store.state(workspace.layer(name))).toMatchObject({ resources: 0 });
    expect(await workspace.run('destroy', 'dev', 'backend', '--yes-destroy', 'dev')).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    expect(await store.bucketExists(workspace.layer('backend'))).toBe(false);
  });
});

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
