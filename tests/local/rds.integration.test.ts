import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  type DBInstance,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  RDSClient,
  waitUntilDBInstanceAvailable,
} from '@aws-sdk/client-rds';
import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Login } from '../../scripts/local/databases';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { clientSettings } from './clients';
import { logIn } from './logins';

const folder = mkdtempSync(join(tmpdir(), 'local-rds-'));
const first: Login = { username: 'dbadmin', password: "First.Password_1 'quoted' \\" };
const later: Login = { username: 'dbadmin', password: "Later.Password_2 'quoted' \\" };
let cloud: LocalCloud;
let rds: RDSClient;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  cloud = await startLocalCloud({ accountId: '111122223333', region: 'us-west-2', folder });
  rds = new RDSClient(clientSettings(cloud));
  secrets = new SecretsManagerClient(clientSettings(cloud));
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const create = (identifier: string, engine: string, EngineVersion: string, credentials: object) =>
  rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      Engine: engine,
      EngineVersion,
      DBInstanceClass: 'db.t4g.micro',
      AllocatedStorage: 20,
      DBName: 'app',
      MasterUsername: first.username,
      ...credentials,
    }),
  );

async function shown(identifier: string): Promise<DBInstance | undefined> {
  const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }));
  return DBInstances?.[0];
}

/** Waits until it is available, as every client does. */
async function available(identifier: string): Promise<DBInstance> {
  await waitUntilDBInstanceAvailable(
    { client: rds, minDelay: 1, maxDelay: 1, maxWaitTime: 60 },
    { DBInstanceIdentifier: identifier },
  );
  return (await shown(identifier)) as DBInstance;
}

const known = (identifier: string) => cloud.databases.find((each) => each.identifier === identifier);

/** Everything that the servers and the cloud have written. */
function logs(): string {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  const servers = cloud.databases.flatMap((each) => (each.state === 'running' ? dirname(each.logFile) : []));
  const theirs = servers.flatMap((each) =>
    readdirSync(each, { encoding: 'utf8' })
      .filter((name) => name.endsWith('.log'))
      .map((name) => join(each, name)),
  );
  return [...own.map((name) => join(folder, name)), ...theirs].map((file) => readFileSync(file, 'utf8')).join('\n');
}

describe.each([
  ['postgres', '17', 5432, 'PostgreSQL 17'],
  ['postgres', '15', 5432, 'PostgreSQL 1'],
  ['mariadb', '11.4', 3306, 'MariaDB 1'],
  ['mysql', '8.4', 3306, 'MariaDB 1'],
] as const)('%s %s', (engine, version, port, software) => {
  const identifier = `${engine}-${version.replace('.', '-')}`;
  const refused = /password authentication failed|Access denied/;

  test('is a server at the port that it always has, with its database', async () => {
    const { DBInstance: made } = await create(identifier, engine, version, { MasterUserPassword: first.password });
    expect(made).toMatchObject({ DBInstanceStatus: 'creating', Engine: engine });
    expect(made?.Endpoint).toBeUndefined();
    const { Endpoint } = await available(identifier);
    expect(Endpoint).toMatchObject({
      Address: expect.stringMatching(`^${identifier}[.].*[.]rds[.]amazonaws[.]com$`),
      Port: port,
    });
    const address = expect.stringMatching(/^127[.](?!0[.]0[.]1$)/);
    expect(known(identifier)).toMatchObject({ state: 'running', host: Endpoint?.Address, address, port, engine });
    expect(known(identifier)).toHaveProperty('software', expect.stringContaining(software));
    expect(await logIn(cloud, identifier, first)).toBe(42);
  });

  test('admits nobody with another password, nor without TLS', async () => {
    expect(await logIn(cloud, identifier, later)).toMatch(refused);
    expect(await logIn(cloud, identifier, first, { tls: false })).toMatch(/no encryption|Access denied/);
    await expect(logIn(cloud, identifier, first, { database: 'other' })).rejects.toThrow('other');
  });

  test('has a master user who makes users, and is none of the administrators', async () => {
    const question = {
      postgres: 'SELECT rolcreaterole AND NOT rolsuper AS answer FROM pg_roles WHERE rolname = current_user',
      mysql: `SELECT COUNT(*) AS answer FROM information_schema.USER_PRIVILEGES
        WHERE GRANTEE = "'dbadmin'@'%'" AND PRIVILEGE_TYPE = 'CREATE USER' AND IS_GRANTABLE = 'YES'`,
    }[engine === 'postgres' ? engine : 'mysql'];
    expect(Number(await logIn(cloud, identifier, first, { question }))).toBe(1);
    const power = { postgres: 'ALTER SYSTEM SET log_statement = none', mysql: 'SET GLOBAL general_log = OFF' };
    const refusedPower = logIn(cloud, identifier, first, { question: power[engine === 'postgres' ? engine : 'mysql'] });
    await expect(refusedPower).rejects.toThrow(/permission denied|SUPER/);
  });

  test('has the password that it was given last', async () => {
    const change = { DBInstanceIdentifier: identifier, MasterUserPassword: later.password };
    const { DBInstance: changed } = await rds.send(new ModifyDBInstanceCommand(change));
    expect(changed?.DBInstanceStatus).toBe('available');
    expect(await logIn(cloud, identifier, later)).toBe(42);
    expect(await logIn(cloud, identifier, first)).toMatch(refused);
  });

  test('has written no password down', () => {
    const text = logs();
    expect(text).toContain('42');
    for (const word of ['First.Password', 'Later.Password']) expect(text).not.toContain(word);
  });

  test('frees its port and leaves nothing behind when it is deleted', async () => {
    const database = known(identifier);
    if (database?.state !== 'running') throw new Error('it does not run');
    await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: identifier, SkipFinalSnapshot: true }));
    expect(known(identifier)).toBeUndefined();
    expect(existsSync(dirname(database.logFile))).toBe(false);
    const next = createServer();
    await new Promise<void>((resolve, reject) => {
      next.on('error', reject).listen(database.port, database.address, resolve);
    });
    next.close();
  });
});

describe('a password that RDS manages', () => {
  const identifier = 'managed';
  let arn: string;
  const value = async (): Promise<Login> => {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
    return JSON.parse(SecretString);
  };

  test('is in a secret with the tags that name the instance', async () => {
    await create(identifier, 'mariadb', '11.4', { ManageMasterUserPassword: true });
    const instance = await available(identifier);
    arn = instance.MasterUserSecret?.SecretArn ?? '';
    expect(instance.MasterUserSecret?.SecretStatus).toBe('active');
    const secret = await secrets.send(new DescribeSecretCommand({ SecretId: arn }));
    expect(secret).toMatchObject({ Name: expect.stringMatching(/^rds!db-/), OwningService: 'rds' });
    expect(secret.Tags).toContainEqual({ Key: 'aws:rds:primaryDBInstanceArn', Value: instance.DBInstanceArn });
    expect(Object.keys(await value())).toEqual(['username', 'password']);
    expect(await logIn(cloud, identifier, await value())).toBe(42);
  });

  test('is changed by RDS, and by nobody else', async () => {
    const before = await value();
    const rotate = { DBInstanceIdentifier: identifier, RotateMasterUserPassword: true, ApplyImmediately: true };
    await rds.send(new ModifyDBInstanceCommand(rotate));
    expect(await logIn(cloud, identifier, await value())).toBe(42);
    expect(await logIn(cloud, identifier, before)).toMatch(/Access denied/);
    const refused = secrets.send(new DeleteSecretCommand({ SecretId: arn }));
    await expect(refused).rejects.toThrow('managed by rds');
  });

  test('goes when RDS is told to manage it no more, and with the instance', async () => {
    const own = {
      DBInstanceIdentifier: identifier,
      ManageMasterUserPassword: false,
      MasterUserPassword: later.password,
    };
    await rds.send(new ModifyDBInstanceCommand(own));
    const instance = await available(identifier);
    expect(instance.MasterUserSecret).toBeUndefined();
    expect(await logIn(cloud, identifier, later)).toBe(42);
    await expect(value()).rejects.toThrow("can't find");
    await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: identifier, ManageMasterUserPassword: true }));
    arn = (await available(identifier)).MasterUserSecret?.SecretArn ?? '';
    expect(await logIn(cloud, identifier, await value())).toBe(42);
    await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: identifier, SkipFinalSnapshot: true }));
    await expect(value()).rejects.toThrow("can't find");
  });
});

test('what has no server says why, and is an instance all the same', async () => {
  await create('source', 'postgres', '17', { MasterUserPassword: first.password });
  await available('source');
  const replica = { DBInstanceIdentifier: 'replica', SourceDBInstanceIdentifier: 'source' };
  await rds.send(new CreateDBInstanceReadReplicaCommand(replica));
  expect((await available('replica')).Endpoint?.Address).toMatch(/rds\.amazonaws\.com$/);
  expect(known('replica')).toMatchObject({ state: 'absent', reason: expect.stringContaining('its source') });
  await create('oracle', 'oracle-ee', '19', { MasterUserPassword: first.password });
  await available('oracle');
  expect(known('oracle')).toMatchObject({
    state: 'absent',
    reason: 'for the engine oracle-ee there is none; there are postgres, mysql, mariadb',
  });
});

test('a cloud that stops takes its servers along', async () => {
  const database = known('source');
  if (database?.state !== 'running') throw new Error('it does not run');
  await cloud.stop();
  expect(existsSync(dirname(database.logFile))).toBe(false);
  const { address, port } = database;
  const socket = connect(port, address);
  await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
});
