import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GetSecretValueCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, LocalBackend } from 'cdktf';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AlarmTopic } from '../../components/alarm-topic';
import { RdsInstance } from '../../components/rds';
import { Rotation } from '../../components/rotation';
import type { Environment } from '../../components/shared/environment';
import { Vpc } from '../../components/vpc';
import { bundleLambda, type LambdaBundle } from '../../scripts/lambda/bundle';
import type { Login } from '../../scripts/local/databases';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { type ProviderServer, startProvider } from '../../scripts/terraform/provider-server';
import { Terraform } from '../../scripts/terraform/terraform';
import { ComponentStack } from '../support/component-stack';
import { testEnvironment } from '../support/environment';
import { clientSettings } from './clients';
import { logIn } from './logins';

const folder = mkdtempSync(join(tmpdir(), 'local-rotation-'));
const environment = testEnvironment({ allowDestroys: true });
const databases = [
  { name: 'orders', engine: 'postgres', engineVersion: '17' },
  { name: 'stock', engine: 'mariadb', engineVersion: '11.4' },
] as const;
const passwords = new Set<string>();
let cloud: LocalCloud;
let provider: ProviderServer;
let secrets: SecretsManagerClient;

/** Two databases in one network, each with a secret that the function rotates as soon as it is there. */
function build(scope: Construct, of: Environment, code: LambdaBundle): void {
  const interfaceEndpoints = ['secretsmanager'];
  const vpc = new Vpc(scope, 'Vpc', { environment: of, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints });
  const { vpcId, endpointSecurityGroupId, privateSubnetIds, isolatedSubnetIds: subnetIds } = vpc;
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment: of });
  for (const each of databases) {
    const common = { environment: of, alarmTopic };
    const database = new RdsInstance(scope, `Database-${each.name}`, {
      ...common,
      ...each,
      enableDatabaseAlarms: false,
      instanceClass: 'db.t4g.medium',
      network: { vpcId, subnetIds },
    });
    new Rotation(scope, `Rotation-${each.name}`, {
      ...common,
      name: each.name,
      secret: database.masterSecret,
      database,
      network: { vpcId, privateSubnetIds, egress: 'none', interfaceEndpoints, endpointSecurityGroupId },
      code,
      enableRotationAlarms: false,
    });
  }
}

beforeAll(async () => {
  const outdir = join(folder, 'synthesized');
  const app = new App({ outdir, skipValidation: true });
  const stack = new ComponentStack(app, 'databases', environment);
  new LocalBackend(stack, { path: join(folder, 'terraform.tfstate') });
  build(stack, environment, await bundleLambda('rotate-db-secret'));
  app.synth();
  const { accountId, region } = environment;
  cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
  secrets = new SecretsManagerClient(clientSettings(cloud));
  mkdirSync(join(folder, 'terraform'));
  const env = { ...cloud.environment, TF_CLI_CONFIG_FILE: writeCliConfig(join(folder, 'terraform')) };
  const place = join(outdir, 'stacks', 'databases');
  await new Terraform({ folder: place, env }).init();
  provider = await startProvider(place, env, join(folder, 'cloud', 'provider.log'), place);
  await new Terraform({ folder: place, env: { ...env, ...provider.environment } }).applyNow();
  await cloud.secretsManager.idle();
});

afterAll(async () => {
  await provider?.stop();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function read(name: string, VersionStage: string): Promise<Login> {
  const SecretId = `groundwork-${name}-dev`;
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }));
  const value: Login = JSON.parse(SecretString);
  passwords.add(value.password);
  return value;
}

test('the first rotations, which begin with the apply, succeed', () => {
  const records = cloud.secretsManager.rotationRecords.map(({ event, reason }) => reason ?? event);
  expect(records.sort()).toEqual([
    ...databases.map(() => 'RotationStarted'),
    ...databases.map(() => 'RotationSucceeded'),
  ]);
});

describe.each(databases.map(({ name }) => name))('%s', (name) => {
  test('has forgotten the password that is in the state', async () => {
    const [current, initial] = [await read(name, 'AWSCURRENT'), await read(name, 'INITIAL')];
    expect(current.password).not.toBe(initial.password);
    expect(await logIn(cloud, `groundwork-${name}-dev`, current)).toBe(42);
    expect(await logIn(cloud, `groundwork-${name}-dev`, initial)).toMatch(
      /password authentication failed|Access denied/,
    );
  });

  test('has the next one as soon as it is asked for', async () => {
    const before = await read(name, 'AWSCURRENT');
    await secrets.send(new RotateSecretCommand({ SecretId: `groundwork-${name}-dev` }));
    await cloud.secretsManager.idle();
    const after = await read(name, 'AWSCURRENT');
    expect(after.password).not.toBe(before.password);
    expect(await logIn(cloud, `groundwork-${name}-dev`, after)).toBe(42);
    expect(await logIn(cloud, `groundwork-${name}-dev`, before)).toMatch(
      /password authentication failed|Access denied/,
    );
    expect(cloud.secretsManager.rotationRecords.at(-1)?.event).toBe('RotationSucceeded');
  });
});

test('no password is in anything that was written down but the state', () => {
  const below = (place: string) =>
    readdirSync(place, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(log|json)$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const servers = cloud.databases.flatMap((each) => (each.state === 'running' ? [dirname(each.logFile)] : []));
  expect(servers).toHaveLength(databases.length);
  const text = [join(folder, 'cloud'), join(folder, 'synthesized'), ...servers].flatMap(below).join('\n');
  expect(text).toMatch(/ALTER (ROLE|USER)/);
  expect(passwords.size).toBe(3 * databases.length);
  for (const password of passwords) expect(text.includes(password)).toBe(false);
});
