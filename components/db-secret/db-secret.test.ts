import { describe, expect, test } from 'vitest';
import { defaultExcluded, defaultLength } from '../../lambdas/rotate-db-secret/password';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { dbSecretCases } from './db-secret.cases';
import { example as smallest } from './examples/smallest';
import { example as withACopy } from './examples/with-a-copy';
import { DbSecret, dbSecretRules, dbSecretSettings } from './index';

const database = { engine: 'postgres', host: 'orders.example.com', port: 5432, dbname: 'orders' };

testRules({
  rules: dbSecretRules,
  cases: dbSecretCases,
  build: (scope, environment, given) =>
    new DbSecret(scope, 'Secret', { environment, name: 'orders-app', username: 'app', ...given }).attachTo(database),
});

test('is a secret with its key, its policy and its first version', () => {
  expect(synthesized(smallest).inventory).toEqual({
    aws_secretsmanager_secret: 1,
    aws_secretsmanager_secret_policy: 1,
    aws_secretsmanager_secret_version: 1,
    aws_kms_key: 1,
    aws_kms_alias: 1,
  });
});

test('RDS3 the first version has the members that rotation functions of AWS read', () => {
  const { secret_string: text } = synthesized(smallest).only('aws_secretsmanager_secret_version');
  expect(text).toBe(
    '${jsonencode({"engine" = "postgres", "host" = "orders.example.com", "port" = 5432, "dbname" = "orders", "username" = "app", "password" = data.aws_secretsmanager_random_password.Secret_InitialPassword_62278140.random_password})}',
  );
});

test('RDS3 masterarn is there where users take turns', () => {
  const { secret_string: text } = synthesized(withACopy).only('aws_secretsmanager_secret_version', 'Secret_Initial');
  expect(text).toMatch(/"masterarn" = aws_secretsmanager_secret\.Master_\w+\.arn\}/);
});

test('RDS3 passwords have 32 characters of every class, and nothing that breaks a URL or a shell', () => {
  const made = synthesized(smallest);
  expect(made.data('aws_secretsmanager_random_password')).toMatchObject({
    password_length: '${var.orders_app_password_length}',
    exclude_characters: '${var.orders_app_password_excluded_characters}',
    include_space: false,
    require_each_included_type: true,
  });
  expect(dbSecretSettings.passwordLength.default).toBe(32);
  const printable = Array.from({ length: 94 }, (_, code) => String.fromCharCode(33 + code));
  const left = printable.filter(
    (character) => !dbSecretSettings.passwordExcludedCharacters.default.includes(character),
  );
  // RFC 3986, 2.3: unreserved characters; without the `-` that begins an option and the `~` that is a home folder.
  expect(left.join('')).toMatch(/^[A-Za-z0-9._]{64}$/);
});

test('the first password is like those that rotations make', () => {
  expect(dbSecretSettings.passwordExcludedCharacters.default).toBe(defaultExcluded);
  expect(dbSecretSettings.passwordLength.default).toBe(defaultLength);
});

test('what a rotation writes is left alone, and the first version is never discarded', () => {
  expect(synthesized(smallest).only('aws_secretsmanager_secret_version')).toMatchObject({
    version_stages: ['AWSCURRENT', 'INITIAL'],
    lifecycle: { ignore_changes: ['secret_string', 'version_stages'] },
  });
});

describe('its policy', () => {
  const policy = synthesized(smallest).only('aws_secretsmanager_secret_policy');
  const statements = statementsOf(policy.policy);

  test('may not become public', () => {
    expect(policy.block_public_policy).toBe(true);
    expect(Object.values(statements).map(({ Effect }) => Effect)).toEqual(['Deny', 'Deny']);
  });

  test('asks for TLS', () => {
    expect(statements.TlsOnly?.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  test('keeps other accounts out, and lets services of AWS pass, which have none', () => {
    expect(statements.NoOtherAccount?.Condition).toEqual({
      StringNotEquals: { 'aws:PrincipalAccount': '111122223333' },
      Null: { 'aws:PrincipalAccount': 'false' },
    });
  });
});

test('DbSecretReplicaRegions: each region once, its own included', () => {
  const keyArn = 'arn:aws:kms:us-east-2:111122223333:key/a';
  const faults = (...regions: string[]) =>
    synthesized((scope, environment) =>
      new DbSecret(scope, 'Secret', {
        environment,
        name: 'orders-app',
        username: 'app',
        replicas: regions.map((region) => ({ region, keyArn })),
      }).attachTo(database),
    ).faults;
  expect(faults('us-east-2', 'eu-west-1')).toEqual([]);
  for (const regions of [['us-west-2'], ['us-east-2', 'us-east-2']]) {
    const [fault, ...others] = faults(...regions);
    expect(others).toEqual([]);
    expect(fault).toContain('test/Secret [DbSecretReplicaRegions]');
    expect(fault).toContain(`found: regions = ${JSON.stringify(['us-west-2', ...regions])}`);
  }
});

test('DbSecretAttached: one that was attached to no database is a fault', () => {
  const { faults } = synthesized(
    (scope, environment) => new DbSecret(scope, 'Secret', { environment, name: 'orders-app', username: 'app' }),
  );
  expect(faults).toEqual([expect.stringContaining('test/Secret [DbSecretAttached]')]);
});

test('a copy is encrypted with the key of its region', () => {
  expect(synthesized(withACopy).only('aws_secretsmanager_secret', 'Secret_').replica).toEqual([
    { region: 'us-east-2', kms_key_id: expect.stringContaining(':kms:us-east-2:') },
  ]);
});

test.each([
  [true, 0],
  [false, '${var.orders_app_recovery_window_days}'],
])('can be restored, unless the environment allows destroys: %s', (allowDestroys, days) => {
  expect(synthesized(smallest, testEnvironment({ allowDestroys })).only('aws_secretsmanager_secret')).toMatchObject({
    recovery_window_in_days: days,
    lifecycle: { prevent_destroy: !allowDestroys },
  });
});
