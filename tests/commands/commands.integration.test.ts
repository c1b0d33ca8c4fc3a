import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeVpcsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPoints } from '../../scripts/deployment/rollback';
import { backendOf, StateStore } from '../../scripts/deployment/state-store';
import { Finder } from '../../scripts/deployment/unsaved/find';
import { Unsettled } from '../../scripts/deployment/unsettled';
import { follow, untold } from '../../scripts/kills/advice';
import { attempt } from '../../scripts/kills/attempt';
import type { Kill } from '../../scripts/kills/draw';
import { lockTable } from '../../scripts/kills/locks';
import { killTree } from '../../scripts/kills/process-tree';
import { Workspace } from '../../scripts/local/workspace';
import { workFolder } from '../../scripts/shared/paths';
import { clientSettings } from '../local/clients';

const commands = [
  ...['plan', 'deploy', 'destroy', 'drift', 'output', 'bootstrap', 'list', 'describe', 'check-config'],
  ...['affected', 'moves', 'notify-plan', 'notify-slack'],
];

/** Interrupts a command as soon as something is so; one that ends before is a failure of its own. */
async function interruptedOnce(command: ReturnType<Workspace['start']>, isSo: () => Promise<boolean>) {
  while (command.exitCode === null && !(await isSo())) await sleep(50);
  // The provider now waits ten seconds and more for a VPC or a key. A request that is on its way when it is interrupted
  // may be done without the state knowing of it, on AWS too: by then none is.
  await sleep(4_000);
  if (command.exitCode !== null) throw new Error(`it ended before: ${(await command).stderr}`);
  command.kill('SIGINT');
  const { exitCode, stdout, stderr } = await command;
  return { exitCode, stdout, stderr };
}

/** The way of an environment from nothing to nothing; each test goes on where the one before it ended. */
describe.sequential('the commands on a cloud of this machine', () => {
  let workspace: Workspace;
  let store: StateStore;
  let locks: DynamoDBClient;
  let ec2: EC2Client;
  const layer = (name: string) => workspace.layer(name);

  beforeAll(async () => {
    workspace = await Workspace.open();
    const { cloud, environment } = workspace;
    store = new StateStore(layer('backend'), cloud.environment);
    const credentials = { accessKeyId: environment.accountId, secretAccessKey: 'local' };
    const client = { region: environment.region, endpoint: cloud.endpoint, credentials };
    locks = new DynamoDBClient(client);
    ec2 = new EC2Client(client);
  });
  afterAll(() => workspace?.close());

  const cloudEnvironment = () => workspace.cloud.environment;

  /** The states that are locked; the table also holds their checksums. */
  const heldLocks = async () => {
    const { dynamodb_table: TableName } = backendOf(layer('backend'));
    const { Items = [] } = await locks.send(new ScanCommand({ TableName }));
    return Items.filter(({ Info }) => Info).map(({ LockID }) => LockID?.S);
  };

  it.each(commands)('%s tells its exit codes, and refuses a wrong call without a trace', async (command) => {
    const help = await workspace.startPlain(command, ['--help']);
    expect(help).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Exit codes:') });
    const wrong = await workspace.startPlain(command, ['nowhere', '--no-such']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain(`npm run ${command} -- --help`);
    expect(wrong.stderr).not.toMatch(/^ +at /m);
  });

  it('plan names the bootstrap that is lacking', async () => {
    const { exitCode, stderr } = await workspace.run('plan', 'dev');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('dev: its state backend was never bootstrapped');
    expect(stderr).toContain('npm run bootstrap -- dev');
  });

  it('bootstrap goes on where an interrupted one ended', async () => {
    const local = join(workFolder, 'bootstrap', `${workspace.localStateName}.tfstate`);
    const first = workspace.start('bootstrap', 'dev');
    const { exitCode, stderr } = await interruptedOnce(first, () => store.bucketExists(layer('backend')));
    expect(stderr).toContain('Terraform was told to come to an end');
    expect(stderr).toContain('To go on: npm run bootstrap -- dev');
    expect(exitCode).toBe(130);
    expect(existsSync(local)).toBe(true);
    expect(await store.hasState(layer('backend'))).toBe(false);

    const second = await workspace.run('bootstrap', 'dev');
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second.stdout).toContain('going on from');
    expect(existsSync(local)).toBe(false);
    expect((await store.state(layer('backend')))?.resources).toBeGreaterThan(10);
  });

  it('bootstrap does nothing to a backend that is there', async () => {
    const before = (await store.state(layer('backend')))?.version;
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await store.state(layer('backend')))?.version).toBe(before);
  });

  it('plan plans what it can, and names what was never applied', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('plan', 'dev');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/dev-backend: 2 to add, 0 to change/);
    expect(stdout).toMatch(/dev-network: \d+ to add, 0 to change, 0 to replace, 0 to destroy/);
    expect(stdout).toMatch(/ {2}\+ aws_vpc\.Vpc_\w+/);
    // It reads two, in whichever order its references come.
    const [reason = ''] = /^dev-observability: not planned: .*$/m.exec(stdout) ?? [];
    for (const name of ['network', 'security'])
      expect(reason).toMatch(
        new RegExp(
          `it reads dev-${name}, which was never applied.* Run .*npm run deploy -- dev ${name}\\b.* first\\.$`,
        ),
      );
    expect(exitCode).toBe(3);
  });

  it('plan writes the same text of the same plan, by which an approved one is known again', async () => {
    const texts = () =>
      ['backend', 'network', 'security'].map((name) =>
        readFileSync(join(workspace.folderOf(layer(name)), 'plan.txt'), 'utf8'),
      );
    const first = texts();
    await workspace.run('plan', 'dev');
    expect(texts()).toEqual(first);
    expect(first[1]).toContain('cidr_block');
  });

  it('plan says who holds the lock of a state', async () => {
    const { bucket, key, dynamodb_table: TableName } = backendOf(layer('security'));
    const LockID = { S: `${bucket}/${key}` };
    const holder = {
      ID: '5a1f0d5e-5f3c-4c62-8f3b-6f1a0b5a7c11',
      Operation: 'OperationTypeApply',
      Who: 'ana@laptop',
      Created: '2026-11-03T10:15:00.5Z',
      Path: LockID.S,
    };
    await locks.send(new PutItemCommand({ TableName, Item: { LockID, Info: { S: JSON.stringify(holder) } } }));
    const { exitCode, stderr } = await workspace.run('plan', 'dev', 'security');
    await locks.send(new DeleteItemCommand({ TableName, Key: { LockID } }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('dev-security: the state is locked by ana@laptop since 2026-11-03 10:15:00');
    expect(stderr).toMatch(
      /\n {2}\(cd \S+stacks\/dev-security && terraform force-unlock -force 5a1f0d5e-5f3c-4c62-8f3b-6f1a0b5a7c11\)$/m,
    );
  });

  it('deploy does not apply what nobody agreed to', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', 'security');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/dev-security: \d+ to add/);
    expect(stderr).toContain('there is no terminal to ask on');
    expect(await store.hasState(layer('security'))).toBe(false);
  });

  it('deploy that is interrupted saves its state and releases its lock', async () => {
    const first = workspace.start('deploy', 'dev', 'network', '--yes');
    const { exitCode, stdout, stderr } = await interruptedOnce(first, async () => {
      const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
      return Vpcs.some(({ CidrBlock }) => CidrBlock === '10.10.0.0/16');
    });
    expect(stderr).toContain('what was applied is in the states, and the locks are released');
    expect(stdout).toMatch(/^rollback point: s3:\/\/\S+\nnothing of it was there before/m);
    expect(exitCode).toBe(130);
    expect(await heldLocks()).toEqual([]);
    expect((await store.state(layer('network')))?.resources).toBeGreaterThan(0);
  });

  it('plan tells of a state without its checksum, and what mends that', async () => {
    const { bucket, key, dynamodb_table: TableName } = backendOf(layer('network'));
    const LockID = { S: `${bucket}/${key}-md5` };
    const { Item: saved } = await locks.send(new GetItemCommand({ TableName, Key: { LockID } }));
    await locks.send(new PutItemCommand({ TableName, Item: { LockID, Digest: { S: 'f'.repeat(32) } } }));
    const { exitCode, stderr } = await workspace.run('plan', 'dev', 'network');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`dev-network: the state is not the one of which ${TableName} has the checksum`);
    const [, keyGiven = '', values = ''] =
      /--key '([^']+)' .* --expression-attribute-values '([^']+)'\)$/m.exec(stderr) ?? [];
    expect([JSON.parse(keyGiven), JSON.parse(values)]).toEqual([{ LockID }, { ':digest': saved?.Digest }]);
    await locks.send(
      new UpdateItemCommand({
        TableName,
        Key: JSON.parse(keyGiven),
        UpdateExpression: 'SET Digest = :digest',
        ExpressionAttributeValues: JSON.parse(values),
      }),
    );
    expect((await workspace.run('plan', 'dev', 'network')).exitCode).toBe(3);
  });

  it('deploy that is killed lets Terraform save its state and release its lock', async () => {
    const before = (await store.state(layer('network')))?.serial;
    const kill: Kill = { kind: 'command', during: 'apply', after: 2 };
    const { killed } = await attempt(workspace, ['deploy', 'dev', 'network', '--yes'], kill, 0);
    expect(killed).toBe('Apply: dev-network');
    expect(await heldLocks()).toEqual([]);
    expect((await store.state(layer('network')))?.serial).toBeGreaterThan(before ?? Number.NaN);
  });

  it('deploy that is killed with Terraform leaves a lock, which is told, and released as it is told', async () => {
    const first = workspace.start('deploy', 'dev', 'security', '--yes');
    const finder = () => new Finder(layer('backend'), new Set(), cloudEnvironment());
    const tags = { Environment: 'dev' };
    const before = await finder().strays(tags);
    while (first.exitCode === null && (await finder().strays(tags)).length === before.length) await sleep(50);
    expect(await killTree(first.pid as number)).not.toHaveLength(1);
    await first;
    expect(await store.hasState(layer('security'))).toBe(false);
    const { locks: held } = await lockTable(workspace);
    expect(held.map(({ Path }) => Path)).toEqual([expect.stringMatching(/\/dev\/security\/terraform\.tfstate$/)]);

    const refused = await workspace.run('deploy', 'dev', 'security', '--yes');
    expect(refused.exitCode).toBe(1);
    expect(held.flatMap((lock) => untold(refused.stderr, lock))).toEqual([]);
    await follow(workspace, refused);
    expect(await heldLocks()).toEqual([]);
  });

  it('plan and deploy take over what was made and not saved, and make no second one', async () => {
    const planned = await workspace.run('plan', 'dev', 'security');
    expect(planned.stdout).toMatch(
      /dev-security: the apply of \S+@\S+, begun \S+, was ended before its state was saved/,
    );
    expect(planned.stdout).toMatch(/ {2}[↓~] aws_kms_key\.\w+/);
    expect(await workspace.run('deploy', 'dev', 'security', '--yes')).toMatchObject({ exitCode: 0, stderr: '' });
    const states = await Promise.all(['backend', 'network', 'security'].map((name) => store.contents(layer(name))));
    const strays = new Finder(layer('backend'), new Set(states.flatMap(({ ids }) => ids)), cloudEnvironment());
    expect(await strays.strays({ Environment: 'dev' })).toEqual([]);
  });

  it('deploy applies every layer, and leaves a rollback point', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', '--yes');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout.indexOf('dev-network: ')).toBeLessThan(stdout.indexOf('dev-observability: '));
    expect(stdout.indexOf('dev-data: ')).toBeLessThan(stdout.indexOf('dev-compute: '));
    const id = /rollback point: s3:\/\/\S+\/dev\/rollback\/(\w+)\//.exec(stdout)?.[1];
    const points = await listPoints(store, workspace.environment);
    const names = workspace.environment.layers.map(({ name }) => name).sort();
    expect(points.at(-1)).toEqual({ id, done: names });
    expect(points.at(-2)?.done).toEqual(['security']);
    expect(stdout).toContain(
      `\nto go back to what was before: npm run deploy -- dev security --to ${points.at(-2)?.id}\nno earlier deployment of backend, network is known`,
    );
    const point = JSON.parse(String(await store.read(layer('backend'), `dev/rollback/${id}/point.json`)));
    expect(point.revision.commit).toMatch(/^[0-9a-f]{40}$/);
    const recorded = (name: string) => point.layers.find((each: { layer: string }) => each.layer === name).state;
    expect(recorded('data')).toBeNull();
    expect(recorded('network')).toMatchObject({ serial: expect.any(Number), versionId: expect.any(String) });
    expect(point.files).toContain('stacks/dev-network/cdk.tf.json');
  });

  it('plan finds nothing left to do', async () => {
    const { exitCode, stdout, stderr } = await workspace.run('plan', 'dev');
    expect(stderr).toBe('');
    for (const { stack } of workspace.environment.layers) expect(stdout).toContain(`\n${stack}: no changes`);
    expect(exitCode).toBe(0);
  });

  it('deploy keeps an alarm that an interrupted one has left tainted', async () => {
    const { address = '' } =
      (await store.resources(layer('data'))).find(({ type }) => type === 'aws_cloudwatch_metric_alarm') ?? {};
    const tainted = await workspace.shell(`(cd ${workspace.folderOf(layer('data'))} && terraform taint '${address}')`);
    expect(tainted).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout, stderr } = await workspace.run('deploy', 'dev', 'data', '--yes');
    expect(stderr).toBe('');
    expect(stdout).toContain(`dev-data: kept, though not made to the end: ${address}`);
    expect(stdout).toContain('dev: nothing to do');
    expect(exitCode).toBe(0);
  });

  it('deploy goes back to a rollback point, but destroys no data for --yes alone', async () => {
    const points = await listPoints(store, workspace.environment);
    const [id, last] = [points[0]?.id, points.at(-1)?.id];
    const file = `dev/rollback/${id}/stacks/dev-security/cdk.tf.json`;
    const before = JSON.parse(String(await store.read(layer('backend'), file)));
    const { aws_kms_key: keys, aws_kms_alias: _, ...others } = before.resource;
    const text = JSON.stringify({ ...before, resource: others });
    await store.write(layer('backend'), file, text.replaceAll(/\$\{aws_kms_key\.\w+\.\w+\}/g, 'alias/aws/sns'));

    const refused = await workspace.run('deploy', 'dev', 'security', '--to', String(id), '--yes');
    expect(refused.exitCode).toBe(1);
    const address = `aws_kms_key.${Object.keys(keys)[0]}`;
    expect(refused.stderr).toContain(`${address} is destroyed, and with it whatever is encrypted with it`);
    expect(refused.stderr).toContain(`--allow-destroy '${address}'`);
    expect((await store.state(layer('security')))?.resources).toBe(5);

    const allowed = ['--to', String(id), '--yes', '--allow-destroy', address];
    const gone = await workspace.run('deploy', 'dev', 'security', ...allowed);
    expect(gone).toMatchObject({ exitCode: 0, stderr: '' });
    expect(gone.stdout).toContain(`to go back to what was before: npm run deploy -- dev security --to ${last}`);
    expect((await store.state(layer('security')))?.resources).toBe(3);
  });

  it('drift finds what was changed by hand, and nothing else', async () => {
    // The state knows of the first rotation, or of none; here is another one.
    const secrets = new SecretsManagerClient(clientSettings(workspace.cloud));
    for (const name of ['orders', 'catalog'])
      await secrets.send(new RotateSecretCommand({ SecretId: `groundwork-${name}-dev` }));
    await workspace.cloud.secretsManager.idle();
    const unchanged = await workspace.run('drift', 'dev');
    expect(unchanged).toMatchObject({ exitCode: 0, stderr: '' });

    const endpoints = String((await store.state(layer('network')))?.outputs.endpoint_security_group_id?.value);
    const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: endpoints, IpPermissions: [ssh] }));
    await new Unsettled(store).mark(layer('network'));
    const opened = await workspace.run('drift', 'dev', 'network');
    await new Unsettled(store).clear(layer('network'));
    expect(opened).toMatchObject({ exitCode: 3, stderr: '' });
    expect(opened.stdout).toContain('The last deployment of it did not come to its end: some of this may be its own');
    const group = String.raw`aws_security_group\.Vpc_EndpointSecurityGroup_\w+`;
    const told = `one resource differs from the state\n {2}~ ${group}\n {6}ingress: tcp 22 from 0.0.0.0/0, which no layer has made`;
    expect(opened.stdout).toMatch(new RegExp(told));
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: endpoints, IpPermissions: [ssh] }));

    // This rule of data's group is of compute.
    const database = String((await store.state(layer('data')))?.outputs.orders_database_security_group_id?.value);
    const owned = (await store.resources(layer('compute'))).find(
      ({ type, attributes }) =>
        type === 'aws_vpc_security_group_ingress_rule' && attributes.security_group_id === database,
    );
    const SecurityGroupRuleIds = [String(owned?.attributes.security_group_rule_id)];
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: database, SecurityGroupRuleIds }));
    const removed = await workspace.run('drift', 'dev');
    expect(removed).toMatchObject({ exitCode: 3, stderr: '' });
    expect(removed.stdout).toContain(`dev-compute: one resource differs from the state\n  - ${owned?.address} is gone`);
    for (const name of ['network', 'data']) expect(removed.stdout).toContain(`dev-${name}: no drift`);
    expect(removed.stdout).not.toContain('did not come to its end');
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

  it('check-config finds the account, the backend and the VPC', async () => {
    const { stdout, exitCode } = await workspace.startPlain('check-config', ['dev']);
    expect(stdout).toMatch(/✓ credentials: account 111122223333/);
    expect(stdout).toMatch(/✓ state backend: groundwork-tfstate-dev-/);
    expect(stdout).toMatch(/✓ VPCs of the account: vpc-\w+ is there/);
    expect(exitCode).toBe(0);
  });

  it('no command acts on another account than the one it is meant for', async () => {
    const other = { AWS_ACCESS_KEY_ID: '999988887777' };
    const checked = await workspace.startPlain('check-config', ['dev'], other);
    expect(checked.stdout).toMatch(/✗ credentials: .*\n.*of account 999988887777 .*; expected account 111122223333/);
    expect(checked.exitCode).toBe(1);
    const refused = await workspace.startPlain('bootstrap', ['prod'], other);
    expect(refused.stderr).toContain('prod: the credentials are of account 999988887777');
    expect(refused.exitCode).toBe(1);
  });

  it('destroy refuses a guarded environment, and names the opt-out', async () => {
    const { exitCode, stderr } = await workspace.run('destroy', 'staging', '--yes-destroy', 'staging');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('GROUNDWORK_ALLOW_DESTROYS=staging');
    expect(stderr).toMatch(/staging-security: aws_kms_key\.\w+/);
  });

  it('destroy takes everything down in order, and the backend when it is named', async () => {
    const needed = await workspace.run('destroy', 'dev', 'backend', '--yes-destroy', 'dev');
    expect(needed.exitCode).toBe(1);
    expect(needed.stderr).toContain('dev-backend is needed by dev-network, which is there');
    expect(await workspace.run('destroy', 'dev', '--yes-destroy', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
    for (const name of ['network', 'security', 'data', 'compute', 'observability'])
      expect(await store.state(layer(name))).toMatchObject({ resources: 0 });
    // As one leaves it that was killed before the first state was written into it.
    writeFileSync(join(workFolder, 'bootstrap', `${workspace.localStateName}.destroying.tfstate`), '');
    const backend = await workspace.run('destroy', 'dev', 'backend', '--yes-destroy', 'dev');
    expect(backend).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await store.bucketExists(layer('backend'))).toBe(false);
  });
});
