import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import pg from 'pg';
import { nativeHash } from '../../../lambdas/rotate-db-secret/engines/mysql/hash';
import { scramVerifier } from '../../../lambdas/rotate-db-secret/scram';
import type { DatabaseServer } from '../../../scripts/local/databases';
import {
  createSecretsManager,
  type Invoker,
  type SecretsManager,
  serveSecretsManager,
} from '../../../scripts/local/secrets-manager';
import { Gate } from './gate';
import { type DatabaseProxy, startProxy } from './proxy';

export type Strategy = 'single-user' | 'alternating-users';
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Calls of Secrets Manager that change something. */
const mutating = ['PutSecretValue', 'UpdateSecretVersionStage'];
export const MASTER = { username: 'master', password: 'Master.Password_1' } as const;
export const DATABASE = 'appdata';

/** An operation and the stage that it moves. */
function effectOf(operation: string, body: Buffer): string {
  const { VersionStage, MoveToVersionId } = JSON.parse(body.toString());
  if (!VersionStage) return operation;
  return `${operation} ${MoveToVersionId ? 'to' : 'off'} ${VersionStage}`;
}

/** A database server, a Secrets Manager and a gate in front of both. */
export interface World {
  readonly server: DatabaseServer;
  readonly proxy: DatabaseProxy;
  readonly gate: Gate;
  readonly manager: SecretsManager;
  readonly client: SecretsManagerClient;
  /** Environment of the function. */
  environment(strategy: Strategy): Record<string, string>;
  /** As the server's administrator. */
  sql(...statements: string[]): Promise<Record<string, unknown>[]>;
  /** Rows of one query, logged in over TLS; rejects when the login is refused. */
  query(login: Login, statement: string): Promise<Record<string, unknown>[]>;
  /** False when the login is refused; every other fault is thrown. */
  logsIn(login: Login, statement?: string): Promise<boolean>;
  /** A secret in AWS's shape; its password was not used before. */
  createSecret(name: string, members?: Record<string, unknown>): Promise<{ id: string; login: Login }>;
  /** Makes the AWSPENDING version of a rotation whose steps the test delivers itself. */
  beginRotation(secretId: string): Promise<string>;
  event(secretId: string, token: string, step: string): object;
  value(
    secretId: string,
    which?: { VersionId?: string; VersionStage?: string },
  ): Promise<Login & Record<string, unknown>>;
  stages(secretId: string): Promise<Record<string, string[]>>;
  /** Every password that was ever put into Secrets Manager. */
  readonly passwords: ReadonlySet<string>;
  serverLog(): Promise<string>;
  stop(): Promise<void>;
}

/** @param invoke what RotateSecret does; by default the test delivers the steps. */
export async function createWorld(
  server: DatabaseServer,
  invoke: Invoker['invoke'] = () => new Promise(() => {}),
): Promise<World> {
  const gate = new Gate();
  const passwords = new Set<string>();
  const proxy = await startProxy(server, { onEffect: (effect) => gate.pass(effect) });
  const manager = createSecretsManager({ invoker: { invoke }, retryMs: 50 });
  const api = await serveSecretsManager(async (request) => {
    const answer = await manager.handle(request);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    if (operation === 'PutSecretValue') remember(request.body.toString());
    return answer.status === 200 && mutating.includes(operation) && gate.pass(effectOf(operation, request.body))
      ? undefined
      : answer;
  });
  const remember = (body: string) => {
    const { SecretString } = JSON.parse(body);
    passwords.add(JSON.parse(SecretString).password);
  };
  const client = new SecretsManagerClient({
    endpoint: api.endpoint,
    region: 'us-west-2',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
  });
  const ssl = { ca: server.authority.certificate };
  const { host, port } = server;

  async function query(login: Login, ...statements: string[]): Promise<Record<string, unknown>[]> {
    if (server.engine === 'postgres') {
      const database =
        login.username === server.admin.username && statements[0]?.startsWith('CREATE DATABASE')
          ? 'postgres'
          : DATABASE;
      const session = new pg.Client({ host, port, user: login.username, password: login.password, database, ssl });
      await session.connect();
      try {
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) rows = (await session.query<Record<string, unknown>>(statement)).rows;
        return rows;
      } finally {
        await session.end();
      }
    }
    const session = await createConnection({
      host,
      port,
      user: login.username,
      password: login.password,
      ssl: { ...ssl, verifyIdentity: true },
    });
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) {
        const [result] = await session.query<RowDataPacket[]>(statement);
        rows = Array.isArray(result) ? result : [];
      }
      return rows;
    } finally {
      await session.end();
    }
  }
  const sql = (...statements: string[]) => query(server.admin, ...statements);
  const world: World = {
    server,
    proxy,
    gate,
    manager,
    client,
    environment: (strategy) => ({
      AWS_ENDPOINT_URL_SECRETS_MANAGER: api.endpoint,
      // There is no RDS here: nobody listens on the port of the discard protocol.
      AWS_ENDPOINT_URL_RDS: 'http://127.0.0.1:9',
      NODE_EXTRA_CA_CERTS: server.authorityFile,
      ROTATION_STRATEGY: strategy,
    }),
    sql,
    query: (login, statement) => query(login, statement),
    async logsIn(login, statement = 'SELECT 1') {
      try {
        await query(login, statement);
        return true;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === '28P01' || code === 'ER_ACCESS_DENIED_ERROR') return false;
        throw error;
      }
    },
    async createSecret(name, members = {}) {
      const login = { username: name, password: `First.${randomUUID()}` };
      const value = { engine: server.engine, host, port: proxy.port, dbname: DATABASE, ...login, ...members };
      passwords.add(value.password);
      const { ARN = '' } = await client.send(
        new CreateSecretCommand({
          Name: `${name.replaceAll(/[^a-z_]/gi, '')}-${randomUUID()}`,
          SecretString: JSON.stringify(value),
        }),
      );
      return { id: ARN, login: { username: value.username, password: value.password } };
    },
    async beginRotation(secretId) {
      const token = randomUUID();
      const RotationLambdaARN = 'arn:aws:lambda:us-west-2:123456789012:function:rotate-db-secret';
      await client.send(
        new RotateSecretCommand({
          SecretId: secretId,
          ClientRequestToken: token,
          RotationLambdaARN,
          RotationRules: { AutomaticallyAfterDays: 30 },
        }),
      );
      return token;
    },
    event: (secretId, token, step) => ({
      Step: step,
      SecretId: secretId,
      ClientRequestToken: token,
      RotationToken: manager.issueRotationToken(secretId),
    }),
    async value(secretId, which = {}) {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId, ...which }));
      return JSON.parse(SecretString);
    },
    async stages(secretId) {
      return (await client.send(new DescribeSecretCommand({ SecretId: secretId }))).VersionIdsToStages ?? {};
    },
    passwords,
    serverLog: () => readFile(server.logFile, 'utf8'),
    async stop() {
      client.destroy();
      await api.stop();
      await proxy.stop();
    },
  };
  await prepare(server, sql);
  return world;
}

/** A master that is no superuser, as RDS's is none, and a schema to have privileges in. */
async function prepare({ engine }: DatabaseServer, sql: World['sql']): Promise<void> {
  if (engine === 'postgres') {
    await sql(`CREATE DATABASE ${DATABASE}`);
    await sql(
      `CREATE ROLE ${MASTER.username} LOGIN CREATEROLE CREATEDB PASSWORD '${await scramVerifier(MASTER.password)}'`,
      `GRANT ALL ON DATABASE ${DATABASE} TO ${MASTER.username} WITH GRANT OPTION`,
      `CREATE SCHEMA app AUTHORIZATION ${MASTER.username}`,
      `SET ROLE ${MASTER.username}`,
      'CREATE TABLE app.orders (id serial PRIMARY KEY, note text)',
    );
    return;
  }
  await sql(
    `CREATE DATABASE ${DATABASE}`,
    `CREATE TABLE ${DATABASE}.orders (id int AUTO_INCREMENT PRIMARY KEY, note text)`,
    `CREATE USER '${MASTER.username}'@'%' IDENTIFIED BY PASSWORD '${nativeHash(MASTER.password)}' REQUIRE SSL`,
    `GRANT ALL PRIVILEGES ON *.* TO '${MASTER.username}'@'%' WITH GRANT OPTION`,
  );
}

/** Makes a user as the master would, with privileges of several kinds; its password does not reach the server's log. */
export async function createUser(world: World, { username, password }: Login): Promise<void> {
  if (world.server.engine === 'postgres') {
    const name = pg.escapeIdentifier(username);
    await world.sql(
      `SET ROLE ${MASTER.username}`,
      `CREATE ROLE ${name} LOGIN PASSWORD '${await scramVerifier(password)}'`,
      `GRANT USAGE ON SCHEMA app TO ${name}`,
      `GRANT SELECT, INSERT ON app.orders TO ${name}`,
      `GRANT USAGE ON SEQUENCE app.orders_id_seq TO ${name}`,
    );
    return;
  }
  const account = `\`${username.replaceAll('`', '``')}\`@'%'`;
  await world.sql(
    `CREATE USER ${account} IDENTIFIED BY PASSWORD '${nativeHash(password)}' REQUIRE SSL`,
    `GRANT SELECT, INSERT ON ${DATABASE}.* TO ${account}`,
    `GRANT UPDATE (note) ON ${DATABASE}.orders TO ${account} WITH GRANT OPTION`,
  );
}

/** The master's secret; its ARN goes into `masterarn`. */
export async function createMasterSecret(world: World): Promise<string> {
  return (await world.createSecret('master', { ...MASTER })).id;
}
