import { describe, expect, it } from 'vitest';
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
const instance = (after: object, after_unknown: object = {}, before: object = {}) =>
  restartsOf('aws_db_instance', {
    before: { ...running, ...before },
    after: { ...running, ...before, ...after },
    after_unknown: { ...after_unknown },
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
    const blueGreen = { blue_green_update: [{ enabled: true }] };
    expect(instance({ engine_version: '17.1', ...blueGreen })).toMatchObject([{ when: 'now' }]);
    expect(instance({ engine_version: '17.1', blue_green_update: [{ enabled: false }] })).toMatchObject([
      { when: 'window' },
    ]);
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
  const group = (before: object[], after: object[]) =>
    restartsOf('aws_db_parameter_group', {
      before: { parameter: before },
      after: { parameter: after },
      after_unknown: {},
    });

  it('that are static waits until somebody restarts the database', () => {
    const before = [parameter('a', '1'), parameter('b', '1'), parameter('same', '1')];
    const after = [parameter('same', '1'), parameter('b', '2'), parameter('c', '1')];
    expect(group(before, after)).toEqual([{ when: 'reboot', because: ['a', 'b', 'c'] }]);
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
