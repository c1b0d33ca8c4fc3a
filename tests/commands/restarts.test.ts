import { describe, expect, it } from 'vitest';
import type { Marks } from '../../scripts/deployment/marks';
import { plain } from '../../scripts/deployment/paint';
import { readPlan } from '../../scripts/deployment/plan-json';
import { planLines } from '../../scripts/deployment/plan-report';
import { restartsOf } from '../../scripts/deployment/restarts';
import { change, planJson } from './plan-fixture';

const WINDOW = 'sun:03:00-sun:04:00';
const running = {
  allocated_storage: 20,
  apply_immediately: false,
  backup_retention_period: 7,
  ca_cert_identifier: 'rds-ca-rsa2048-g1',
  engine_version: '16.3',
  instance_class: 'db.t4g.medium',
  maintenance_window: WINDOW,
  multi_az: false,
  option_group_name: 'one',
  parameter_group_name: 'one',
  port: 5432,
  storage_type: 'gp3',
};
const instance = (after: object, after_unknown: Readonly<Record<string, Marks>> = {}, before: object = {}) =>
  restartsOf('aws_db_instance', {
    before: { ...running, ...before },
    after: { ...running, ...before, ...after },
    after_unknown,
  });

describe('a change of a database instance', () => {
  it.each([
    ['its class', { instance_class: 'db.m7g.large' }, 'window'],
    ['its version', { engine_version: '16.4' }, 'window'],
    ['its certificate', { ca_cert_identifier: 'rds-ca-ecc384-g1' }, 'window'],
    ['its name', { identifier: 'other' }, 'window'],
    ['its subnets', { db_subnet_group_name: 'other' }, 'window'],
    ['its port', { port: 5433 }, 'now'],
    ['the parameter group', { parameter_group_name: 'two' }, 'reboot'],
    ['its log volume', { dedicated_log_volume: true }, 'reboot'],
    ['more storage', { allocated_storage: 40 }, 'slow'],
    ['a standby', { multi_az: true }, 'slow'],
    ['storage of another kind', { storage_type: 'io2' }, 'slow'],
    ['magnetic storage', { storage_type: 'standard' }, 'window'],
    ['no backups any more', { backup_retention_period: 0 }, 'window'],
  ])('%s: %j is %s', (_, after, when) => {
    expect(instance(after)).toMatchObject([{ when, because: Object.keys(after) }]);
  });

  it.each([
    ['other days of backups', { backup_retention_period: 14 }],
    ['the option group', { option_group_name: 'two' }],
    ['deletion protection', { deletion_protection: true }],
    ['tags', { tags: { Owner: 'ana' } }],
  ])('%s: %j does nothing to those who use it', (_, after) => {
    expect(instance(after)).toEqual([]);
  });

  it('promotes a replica at once', () => {
    expect(instance({ replicate_source_db: undefined }, {}, { replicate_source_db: 'first' })).toEqual([
      { when: 'now', because: ['replicate_source_db'] },
    ]);
  });

  it('no longer has a standby without any harm', () => {
    expect(instance({ multi_az: false }, {}, { multi_az: true })).toEqual([]);
  });

  it('that waits for the maintenance window happens now where it is to be applied at once, and what it is slow with stays', () => {
    const after = { instance_class: 'db.m7g.large', allocated_storage: 40, parameter_group_name: 'two', port: 1 };
    expect(instance(after)).toEqual([
      { when: 'now', because: ['port'] },
      { when: 'window', because: ['instance_class'], window: WINDOW },
      { when: 'reboot', because: ['parameter_group_name'] },
      { when: 'slow', because: ['allocated_storage'] },
    ]);
    expect(instance({ ...after, apply_immediately: true })[0]).toEqual({
      when: 'now',
      because: ['instance_class', 'port'],
    });
    expect(instance({ instance_class: 'x' }, { apply_immediately: true })).toMatchObject([{ when: 'now' }]);
  });

  describe('with a blue/green update', () => {
    const blueGreen = { blue_green_update: [{ enabled: true }] };
    const groups = { vpc_security_group_ids: ['sg-1'] };

    it.each([
      ['its version', { engine_version: '17.1' }],
      ['the parameter group', { parameter_group_name: 'two' }],
      ['more storage', { allocated_storage: 40 }],
      ['how far it may grow', { max_allocated_storage: 100 }],
      ['when it is backed up', { backup_window: '05:00-06:00' }],
      ['its groups', { vpc_security_group_ids: ['sg-2'] }],
      ['when changes are made', { apply_immediately: true }],
    ])('switches over at once for %s: %j', (_, after) => {
      expect(instance({ ...blueGreen, ...after }, {}, groups)).toEqual([{ when: 'now', because: Object.keys(after) }]);
    });

    it.each([
      ['the update itself', {}],
      ['tags', { tags: { Owner: 'ana' }, tags_all: { Owner: 'ana' } }],
      ['the password', { password: 'other' }],
      ['what becomes of it when it is deleted', { deletion_protection: true, skip_final_snapshot: true }],
      ['how long the provider waits', { timeouts: { update: '2h' } }],
    ])('does not for %s: %j', (_, after) => {
      expect(instance({ ...blueGreen, ...after }, { vpc_security_group_ids: [false] }, groups)).toEqual([]);
    });

    it('switches over for what is not known yet, and where it is not known whether it does', () => {
      expect(instance(blueGreen, { vpc_security_group_ids: [false, true] }, groups)).toMatchObject([
        { because: ['vpc_security_group_ids'] },
      ]);
      const unknown = { blue_green_update: [{ enabled: true }] };
      expect(instance({ allocated_storage: 40, blue_green_update: [{}] }, unknown)).toMatchObject([{ when: 'now' }]);
    });

    it('is as any other where that is switched off', () => {
      expect(instance({ engine_version: '17.1', blue_green_update: [{ enabled: false }] })).toMatchObject([
        { when: 'window' },
      ]);
    });
  });

  it.each(['one', undefined])('from %s to a value that is not known yet counts as one', (parameter_group_name) => {
    const unknown = { parameter_group_name: true };
    expect(instance({ parameter_group_name: undefined }, unknown, { parameter_group_name })).toMatchObject([
      { when: 'reboot', because: ['parameter_group_name'] },
    ]);
  });
});

describe('a change of parameters', () => {
  const parameter = (name: string, value: string, apply_method = 'pending-reboot') => ({ name, value, apply_method });
  const group = (before: object[], after: object[], type = 'aws_db_parameter_group') =>
    restartsOf(type, {
      before: { parameter: before },
      after: { parameter: after },
      after_unknown: {},
    });

  it('that are static waits until somebody restarts the database', () => {
    const before = [parameter('a', '1'), parameter('b', '1'), parameter('same', '1')];
    const after = [parameter('same', '1'), parameter('b', '2'), parameter('c', '1')];
    expect(group(before, after)).toEqual([{ when: 'reboot', because: ['a', 'b', 'c'] }]);
  });

  it.each([
    'aws_docdb_cluster_parameter_group',
    'aws_neptune_cluster_parameter_group',
    'aws_neptune_parameter_group',
    'aws_rds_cluster_parameter_group',
  ])('is told of %s alike', (type) => {
    expect(group([parameter('a', '1')], [parameter('a', '2')], type)).toEqual([{ when: 'reboot', because: ['a'] }]);
  });

  it('that are dynamic needs no restart, and neither does their order', () => {
    expect(group([parameter('a', '1', 'immediate')], [parameter('a', '2', 'immediate')])).toEqual([]);
    expect(group([parameter('a', '1'), parameter('b', '1')], [parameter('b', '1'), parameter('a', '1')])).toEqual([]);
  });
});

it('a cluster and its instances have attributes of their own', () => {
  const of = (type: string, before: object, after: object) =>
    restartsOf(type, { before: { ...before }, after: { ...after }, after_unknown: {} });
  const window = { preferred_maintenance_window: WINDOW };
  expect(of('aws_rds_cluster', { ...window, engine_version: '15.4' }, { ...window, engine_version: '15.5' })).toEqual([
    { when: 'window', because: ['engine_version'], window: WINDOW },
  ]);
  expect(
    of('aws_rds_cluster_instance', { instance_class: 'a' }, { instance_class: 'b', apply_immediately: true }),
  ).toEqual([{ when: 'now', because: ['instance_class'] }]);
  expect(of('aws_instance', { port: 1 }, { port: 2 })).toEqual([]);
});

describe.each([
  ['aws_rds_cluster', ['ca_certificate_identifier', 'db_cluster_instance_class', 'engine_version', 'network_type']],
  ['aws_rds_cluster_instance', ['ca_cert_identifier', 'identifier', 'instance_class']],
  ['aws_docdb_cluster', ['engine_version']],
  ['aws_docdb_cluster_instance', ['ca_cert_identifier', 'instance_class']],
  ['aws_neptune_cluster', ['engine_version']],
  ['aws_neptune_cluster_instance', ['instance_class']],
])('a change of %s', (type, attributes) => {
  it.each(attributes)('of %s waits for the window, unless it is to be applied at once', (attribute) => {
    const of = (apply_immediately: boolean) =>
      restartsOf(type, {
        before: { [attribute]: 'one' },
        after: { [attribute]: 'two', apply_immediately, preferred_maintenance_window: WINDOW },
        after_unknown: {},
      });
    expect(of(false)).toEqual([{ when: 'window', because: [attribute], window: WINDOW }]);
    expect(of(true)).toEqual([{ when: 'now', because: [attribute] }]);
  });
});

it.each([
  ['aws_rds_cluster', 'replication_source_identifier'],
  ['aws_rds_global_cluster', 'engine_version'],
  ['aws_docdb_global_cluster', 'engine_version'],
  ['aws_neptune_global_cluster', 'engine_version'],
])('the provider waits for nothing with %s and its %s', (type, attribute) => {
  const change = { before: { [attribute]: 'one' }, after: { [attribute]: null }, after_unknown: {} };
  expect(restartsOf(type, change)).toEqual([{ when: 'now', because: [attribute] }]);
});

describe('a plan', () => {
  const update = (actions: string[]) =>
    readPlan(
      planJson([
        change('aws_db_instance.db', actions, {
          before: running,
          after: { ...running, instance_class: 'db.m7g.large', port: 5433 },
          after_unknown: {},
        }),
      ]),
    );

  it('tells of each restart with its cause and its time', () => {
    expect(planLines('dev-data', update(['update']), undefined, plain)).toContain(
      `  ~ aws_db_instance.db RESTARTS NOW because of port, and restarts in the maintenance window (${WINDOW} UTC) because of instance_class`,
    );
  });

  it('tells of no restart of what is replaced', () => {
    expect(update(['delete', 'create']).changes[0]?.restarts).toBeUndefined();
  });
});
