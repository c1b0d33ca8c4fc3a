import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { evaluateAlarm, type MetricAlarm } from '../../tests/cloudwatch/alarm';
import { parseEventPattern } from '../../tests/cloudwatch/event-pattern';
import { testEnvironment } from '../../tests/support/environment';
import { metricAlarm } from '../../tests/support/metric-alarm';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import type { Environment } from '../shared/environment';
import { databaseAlarms, replicationAlarm } from './alarms';
import { type EngineName, engineNames, engines } from './engines';
import { databasePattern } from './events';
import { example as managed } from './examples/mysql-managed';
import { example as mariadb } from './examples/small-mariadb';
import { example as smallest } from './examples/smallest';
import { databaseOfEvents, hits, nearMisses } from './fixtures/recorded-events';
import { RdsInstance, type RdsProps, rdsRules } from './index';
import { rdsCases } from './rds.cases';

const shared = {
  name: 'orders',
  network: { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] },
  alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
};
const latest = (engine: string | undefined) => engines[(engine ?? 'postgres') as EngineName]?.majorVersions[0] ?? '17';
const build = (scope: Construct, environment: Environment, given: Partial<RdsProps>) =>
  new RdsInstance(scope, 'Database', { environment, ...shared, engineVersion: latest(given.engine), ...given });

testRules({ rules: rdsRules, cases: rdsCases, build });

/** A database, and a copy of it for reading. */
function withReplica(scope: Construct, environment: Environment): void {
  const replicaOf = build(scope, environment, {});
  new RdsInstance(scope, 'Replica', { environment, ...shared, engineVersion: '17', name: 'orders-reader', replicaOf });
}

describe('names', () => {
  const faults = (name: string) =>
    synthesized((scope, environment) => build(scope, environment, { name, passwordOwner: 'managed' })).faults;
  // `groundwork-` and `-dev` take 15 of 63 characters; `-monitoring` and `-us-west-2` leave 28 of the role's 64.
  const longest = 'x'.repeat(64 - 15 - 11 - 10);
  const ids = (name: string) => faults(name).map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

  test('RdsMonitoringRoleName takes 64 characters, and no more', () => {
    expect(faults(longest)).toEqual([]);
    expect(ids(`${longest}x`)).toEqual(['RdsMonitoringRoleName']);
  });

  test('RdsIdentifier takes 63 characters, and no more', () => {
    expect(ids('x'.repeat(48))).not.toContain('RdsIdentifier');
    expect(ids('x'.repeat(49))).toContain('RdsIdentifier');
  });

  test.each(['two--hyphens', 'Orders', 'all_orders', 'orders-'])('RdsIdentifier refuses %s', (name) => {
    expect(ids(name)).toContain('RdsIdentifier');
  });
});

const made = synthesized(smallest);
const instance = made.only('aws_db_instance');

test('RDS1 is an instance with all that belongs to it', () => {
  const { aws_kms_key: keys, ...inventory } = synthesized((scope, environment) =>
    build(scope, environment, {}),
  ).inventory;
  expect(keys).toBe(3);
  expect(inventory).toEqual({
    aws_kms_alias: 3,
    aws_db_instance: 1,
    aws_db_parameter_group: 1,
    aws_db_subnet_group: 1,
    aws_cloudwatch_event_rule: 1,
    aws_cloudwatch_event_target: 1,
    aws_security_group: 1,
    aws_cloudwatch_log_group: 2,
    aws_cloudwatch_metric_alarm: 5,
    aws_iam_role: 1,
    aws_iam_role_policy: 1,
    aws_secretsmanager_secret: 1,
    aws_secretsmanager_secret_policy: 1,
    aws_secretsmanager_secret_version: 1,
  });
});

test('RDS1 encrypted, grown, monitored, logged, backed up and upgraded', () => {
  expect(instance).toMatchObject({
    identifier: 'groundwork-orders-dev',
    engine: 'postgres',
    engine_version: '17',
    storage_type: 'gp3',
    allocated_storage: '${var.orders_allocated_storage}',
    max_allocated_storage: '${var.orders_max_allocated_storage}',
    storage_encrypted: '${var.orders_storage_encrypted}',
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Database_Key_/),
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
    iam_database_authentication_enabled: '${var.orders_iam_authentication}',
    enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
    monitoring_interval: '${var.orders_monitoring_interval_secs}',
    performance_insights_enabled: true,
    performance_insights_kms_key_id: instance.kms_key_id,
    performance_insights_retention_period: '${var.orders_performance_insights_retention_days}',
    auto_minor_version_upgrade: '${var.orders_auto_minor_version_upgrade}',
    backup_retention_period: '${var.orders_backup_retention_days}',
    copy_tags_to_snapshot: true,
    multi_az: '${var.orders_multi_az}',
    publicly_accessible: '${var.orders_publicly_accessible}',
  });
  expect(made.variables).toMatchObject({
    orders_storage_encrypted: { default: true },
    orders_multi_az: { default: true },
    orders_publicly_accessible: { default: false },
    orders_deletion_protection: { default: true },
    orders_backup_retention_days: { default: 7 },
    orders_monitoring_interval_secs: { default: 60 },
  });
});

test('its log groups are there before it, with a key and an end', () => {
  expect(made.all('aws_cloudwatch_log_group').map(({ name }) => name)).toEqual([
    '/aws/rds/instance/groundwork-orders-dev/postgresql',
    '/aws/rds/instance/groundwork-orders-dev/upgrade',
  ]);
  expect(instance.depends_on).toHaveLength(2);
});

test('enhanced monitoring acts for this instance alone', () => {
  const role = made.only('aws_iam_role', 'Monitoring');
  expect(statementsOf(role.assume_role_policy).AssumedByService).toMatchObject({
    Principal: { Service: 'monitoring.rds.amazonaws.com' },
    Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:rds:us-west-2:111122223333:db:groundwork-orders-dev' } },
  });
});

test('enhanced monitoring makes its log group, by whichever ARN CloudWatch Logs asks for', () => {
  const { LogGroup } = statementsOf(made.only('aws_iam_role_policy', 'Monitoring').policy);
  expect(LogGroup).toMatchObject({
    Action: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
    Resource: [
      'arn:aws:logs:us-west-2:111122223333:log-group:RDSOSMetrics',
      'arn:aws:logs:us-west-2:111122223333:log-group:RDSOSMetrics:*',
    ],
  });
});

test.each(engineNames)('RDS1 %s speaks TLS alone, and exports no log of all statements', (engine) => {
  const group = synthesized((scope, environment) => build(scope, environment, { engine })).only(
    'aws_db_parameter_group',
  );
  const name = engine === 'postgres' ? 'rds.force_ssl' : 'require_secure_transport';
  expect(group.parameter).toContainEqual(expect.objectContaining({ name, value: '1' }));
  expect(group.family).toBe(`${engine}${latest(engine)}`);
  expect(group.name).toMatch(/^[a-z][a-z0-9-]+$/);
  expect(engines[engine].logExports).not.toContain('general');
});

describe('a parameter takes effect at once, unless its family has that value anyway', () => {
  const own: Readonly<Record<string, readonly string[]>> = {
    postgres14: ['password_encryption'],
    postgres15: ['rds.force_ssl', 'password_encryption'],
    postgres16: ['rds.force_ssl', 'password_encryption'],
    postgres17: ['rds.force_ssl', 'password_encryption'],
    'mysql8.0': ['local_infile'],
    'mysql8.4': ['local_infile'],
    'mariadb10.6': [],
    'mariadb10.11': [],
    'mariadb11.4': [],
  };
  const families = engineNames.flatMap((engine) =>
    engines[engine].majorVersions.map((engineVersion) => ({
      engine,
      engineVersion,
      family: `${engine}${engineVersion}`,
    })),
  );

  test.each(families)('$family', ({ engine, engineVersion, family }) => {
    const group = synthesized((scope, environment) => build(scope, environment, { engine, engineVersion })).only(
      'aws_db_parameter_group',
    );
    expect(group.family).toBe(family);
    const parameters = group.parameter as readonly { readonly name: string; readonly apply_method: string }[];
    const by = (method: string) => parameters.filter((each) => each.apply_method === method).map(({ name }) => name);
    expect(by('pending-reboot')).toEqual(own[family]);
    expect(by('immediate')).toHaveLength(parameters.length - by('pending-reboot').length);
  });
});

test('RDS1 MySQL and MariaDB have an option group that says who logged in', () => {
  for (const example of [managed, mariadb])
    expect(synthesized(example).only('aws_db_option_group').option).toEqual([
      {
        option_name: 'MARIADB_AUDIT_PLUGIN',
        option_settings: [{ name: 'SERVER_AUDIT_EVENTS', value: 'CONNECT' }],
      },
    ]);
  expect(made.all('aws_db_option_group')).toEqual([]);
});

describe('D7 the password', () => {
  test('is a generated one in a secret of ours, which a rotation replaces', () => {
    expect(instance).toMatchObject({
      username: '${var.orders_master_username}',
      password: expect.stringMatching(/^\$\{data\.aws_secretsmanager_random_password\.\w+\.random_password\}$/),
      lifecycle: { ignore_changes: ['password'] },
    });
    expect(instance).not.toHaveProperty('manage_master_user_password');
    const { secret_string: text } = made.only('aws_secretsmanager_secret_version');
    for (const member of ['engine', 'host', 'port', 'dbname', 'username', 'password'])
      expect(text).toContain(`"${member}" = `);
  });

  test('or RDS owns it, and there is no secret of ours', () => {
    const other = synthesized(managed);
    expect(other.only('aws_db_instance')).toMatchObject({ manage_master_user_password: true });
    expect(other.only('aws_db_instance')).not.toHaveProperty('password');
    expect(other.all('aws_secretsmanager_secret')).toEqual([]);
    expect(other.outputs.orders_database_secret_arn?.value).toMatch(/master_user_secret\[0\]\.secret_arn/);
  });
});

describe('RDS1 alarms', () => {
  const alarms = (example: typeof smallest | typeof withReplica, part: string) =>
    synthesized(example).named('aws_cloudwatch_metric_alarm', part);

  test('of an instance: processor, storage, connections, latency', () => {
    expect(
      alarms(smallest, 'Database')
        .map((alarm) => alarm.metric_name)
        .sort(),
    ).toEqual(['CPUUtilization', 'DatabaseConnections', 'FreeStorageSpace', 'ReadLatency', 'WriteLatency']);
  });

  test('of a replica its lag as well', () => {
    const [lag, ...others] = alarms(withReplica, 'Replica_Alarm_replica-lag');
    expect(others).toEqual([]);
    expect(lag).toMatchObject({
      metric_name: 'ReplicaLag',
      namespace: 'AWS/RDS',
      treat_missing_data: 'breaching',
      threshold: '${var.orders_reader_replica_lag_alarm_threshold}',
    });
    expect(alarms(withReplica, 'Database_Alarm_replica')).toEqual([]);
  });

  test('of a replica of MySQL or MariaDB that it has stopped, for which RDS sends -1', () => {
    const stopped = (engine: EngineName) => {
      const made = synthesized((scope, environment) => {
        const given = { environment, ...shared, engine, engineVersion: latest(engine) };
        const replicaOf = new RdsInstance(scope, 'Database', given);
        new RdsInstance(scope, 'Replica', { ...given, name: 'orders-reader', replicaOf });
      });
      const alarms = made.named('aws_cloudwatch_metric_alarm', 'Alarm_replication');
      return alarms.map((alarm) => metricAlarm(alarm, {}));
    };
    expect(stopped('postgres')).toEqual([]);
    for (const engine of ['mysql', 'mariadb'] as const) {
      const [alarm, ...others] = stopped(engine) as [Required<MetricAlarm>];
      expect(others).toEqual([]);
      expect(evaluateAlarm(alarm, [-1, -1, -1], 'OK')).toBe('ALARM');
      const unseen = [undefined, undefined, undefined];
      for (const well of [[-1, -1, 0], [0, 0, 0], unseen]) expect(evaluateAlarm(alarm, well, 'OK')).toBe('OK');
    }
  });

  test('have its identifier as a plain name', () => {
    const { identifier } = made.only('aws_db_instance');
    for (const { dimensions } of alarms(smallest, 'Database'))
      expect(dimensions).toEqual({ DBInstanceIdentifier: identifier });
  });

  test('keep the limits of CloudWatch', () => {
    for (const { description, periodSecs, evaluationPeriods } of [...databaseAlarms, replicationAlarm]) {
      expect(description.length).toBeLessThanOrEqual(1024);
      expect(periodSecs * evaluationPeriods).toBeLessThanOrEqual(86_400);
    }
  });

  test('and events go to the topic', () => {
    const { event_pattern: pattern } = made.only('aws_cloudwatch_event_rule');
    const own = expect.stringMatching(/^\$\{aws_db_instance\.\w+\.identifier\}$/);
    expect(JSON.parse(String(pattern)).detail.SourceIdentifier).toEqual([own]);
    expect(made.only('aws_cloudwatch_event_target')).toMatchObject({
      arn: expect.stringMatching(/^\$\{aws_sns_topic\./),
      input_transformer: { input_template: '"<database> at <time>: <what> (<id>)"' },
    });
  });

  const matches = parseEventPattern(databasePattern(databaseOfEvents));

  test.each(Object.entries(hits))('tell of %s', (_, event) => {
    expect(matches(event)).toBe(true);
  });

  test.each(Object.entries(nearMisses))('do not tell of %s', (_, event) => {
    expect(matches(event)).toBe(false);
  });

  test('tell of what Security Hub RDS.20 asks for', () => {
    expect(databasePattern(databaseOfEvents).detail.EventCategories).toEqual(
      expect.arrayContaining(['maintenance', 'configuration change', 'failure']),
    );
  });

  test('are left out together', () => {
    const other = synthesized(mariadb);
    expect(other.all('aws_cloudwatch_metric_alarm')).toEqual([]);
    expect(other.all('aws_cloudwatch_event_rule')).toEqual([]);
  });
});

test('a replica has users, database and key of its source, and no secret of its own', () => {
  const both = synthesized(withReplica);
  const replica = both.only('aws_db_instance', 'Replica');
  expect(replica).toMatchObject({
    replicate_source_db: expect.stringMatching(/^\$\{aws_db_instance\.Database_\w+\.identifier\}$/),
  });
  for (const own of [
    'kms_key_id',
    'db_subnet_group_name',
    'engine',
    'db_name',
    'username',
    'password',
    'allocated_storage',
  ])
    expect(replica).not.toHaveProperty(own);
  expect(both.all('aws_secretsmanager_secret')).toHaveLength(1);
  expect(both.outputs.orders_reader_database_secret_arn?.value).toBe(both.outputs.orders_secret_arn?.value);
});

test('BAK2 a database is in the backup plan of the environment, unless it is left out; a replica never is', () => {
  const both = synthesized(withReplica);
  expect(both.only('aws_db_instance', 'Database').tags).toMatchObject({ Backup: 'groundwork-dev' });
  expect(both.only('aws_db_instance', 'Replica').tags).not.toHaveProperty('Backup');
  const without = { without: 'a copy of test data' };
  const leftOut = synthesized((scope, environment) => build(scope, environment, { backup: without }));
  expect(leftOut.only('aws_db_instance').tags).not.toHaveProperty('Backup');
});

test('admits whom it is told to, on its port, and nobody else', () => {
  const admitting = synthesized((scope, environment) => {
    const database = build(scope, environment, { engine: 'mysql' });
    expect(database.connections.securityGroupId).toBe(database.databaseSecurityGroupId);
    database.connections.allowDefaultPortFrom({ name: 'office', cidr: '10.9.0.0/16' });
  });
  expect(admitting.only('aws_vpc_security_group_ingress_rule')).toMatchObject({
    cidr_ipv4: '10.9.0.0/16',
    from_port: 3306,
    to_port: 3306,
  });
  expect(admitting.all('aws_vpc_security_group_egress_rule')).toEqual([]);
});

test('is guarded: protected, never destroyed, and leaves a snapshot of a name that is known', () => {
  expect(instance).toMatchObject({
    deletion_protection: '${var.orders_deletion_protection}',
    skip_final_snapshot: false,
    final_snapshot_identifier: 'groundwork-orders-dev-final',
    delete_automated_backups: false,
    lifecycle: { prevent_destroy: true },
  });
});

test.each([true, false])('leaves its groups unless the environment allows destroys: %s', (allowDestroys) => {
  const made = synthesized(managed, testEnvironment({ allowDestroys }));
  for (const group of ['aws_db_parameter_group', 'aws_db_option_group'])
    expect(made.only(group).skip_destroy).toBe(!allowDestroys);
});

test('is gone without a trace where the environment allows destroys', () => {
  const free = synthesized(smallest, testEnvironment({ allowDestroys: true })).only('aws_db_instance');
  expect(free).toMatchObject({
    deletion_protection: false,
    skip_final_snapshot: true,
    delete_automated_backups: true,
    lifecycle: { prevent_destroy: false },
  });
  expect(free).not.toHaveProperty('final_snapshot_identifier');
});
