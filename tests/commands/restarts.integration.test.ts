import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obtainConsent } from '../../scripts/deployment/consent';
import { plain } from '../../scripts/deployment/paint';
import type { PlanSummary } from '../../scripts/deployment/plan-json';
import { planLines } from '../../scripts/deployment/plan-report';
import { CraftedState } from './crafted-state';

const window = 'sun:03:00-sun:04:00';
const database = {
  engine: 'postgres',
  engine_version: '16.3',
  instance_class: 'db.t4g.medium',
  allocated_storage: 20,
  maintenance_window: window,
  parameter_group_name: 'static',
  port: 5432,
  username: 'admin',
  skip_final_snapshot: true,
};
/** What the provider adds when it applies, so that in a plan only what is asked for differs. */
const added = {
  apply_immediately: false,
  auto_minor_version_upgrade: true,
  copy_tags_to_snapshot: false,
  delete_automated_backups: true,
  dedicated_log_volume: false,
  publicly_accessible: false,
  monitoring_interval: 0,
  performance_insights_enabled: false,
  tags_all: {},
  engine_version_actual: '16.3',
  listener_endpoint: [],
  master_user_secret: [],
  replicas: [],
  vpc_security_group_ids: ['sg-1'],
};
const group = (connections: string, timeout: string) => ({
  name: 'static',
  family: 'postgres16',
  parameter: [
    { name: 'max_connections', value: connections, apply_method: 'pending-reboot' },
    { name: 'statement_timeout', value: timeout, apply_method: 'immediate' },
  ],
});

/** What is asked of each database. */
const asked: Readonly<Record<string, object>> = {
  Larger: { instance_class: 'db.m7g.large', allocated_storage: 40 },
  NewerNow: { engine_version: '16.4', apply_immediately: true },
  Moved: { port: 5433 },
  Regrouped: { parameter_group_name: '${aws_db_parameter_group.Next.name}' },
  Protected: { deletion_protection: true },
  Copied: { max_allocated_storage: 100, blue_green_update: { enabled: true } },
  Tagged: { tags: { Owner: 'ana' }, blue_green_update: { enabled: true } },
};
const databases = (of: (name: string) => object) =>
  Object.fromEntries(
    Object.keys(asked).map((name) => [name, { ...database, identifier: name.toLowerCase(), ...of(name) }]),
  );

describe('a plan of the real provider', () => {
  const crafted = new CraftedState();
  let plan: PlanSummary;
  const restarts = (address: string) => plan.changes.find((each) => each.address === address)?.restarts;

  beforeAll(async () => {
    plan = await crafted.plan(
      {
        aws_db_instance: databases((name) => ({ ...added, id: `db-${name}`, resource_id: `db-${name}` })),
        aws_db_parameter_group: {
          Static: { ...group('100', '1000'), id: 'static', description: 'Managed by Terraform' },
        },
      },
      {
        aws_db_instance: databases((name) => asked[name] ?? {}),
        aws_db_parameter_group: {
          Static: group('200', '2000'),
          Next: { ...group('100', '1000'), name: undefined, name_prefix: 'next-' },
        },
      },
    );
  });
  afterAll(() => crafted.close());

  it('changes what differs in place', () => {
    expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
      'update aws_db_instance.Copied',
      'update aws_db_instance.Larger',
      'update aws_db_instance.Moved',
      'update aws_db_instance.NewerNow',
      'update aws_db_instance.Protected',
      'update aws_db_instance.Regrouped',
      'update aws_db_instance.Tagged',
      'create aws_db_parameter_group.Next',
      'update aws_db_parameter_group.Static',
    ]);
  });

  it('is told with what waits for the maintenance window', () => {
    expect(planLines('prod-data', plan, undefined, plain)).toContain(
      `  ~ aws_db_instance.Larger restarts in the maintenance window (${window} UTC) because of instance_class, and is slower while its storage is made anew because of allocated_storage`,
    );
  });

  it('is refused for what restarts at once, unless that is named', async () => {
    const given = { yes: true, allowDestroy: [], ask: undefined };
    const allowRestart = ['aws_db_instance.Copied', 'aws_db_instance.Moved', 'aws_db_instance.NewerNow'];
    await expect(obtainConsent('prod', [plan], { ...given, allowRestart: [] })).rejects.toThrow(
      allowRestart.map((address) => `--allow-restart '${address}'`).join(' '),
    );
    await expect(obtainConsent('prod', [plan], { ...given, allowRestart })).resolves.toBeUndefined();
  });

  it('tells of a blue/green update what it switches over for, and nothing that the provider adds', () => {
    expect(restarts('aws_db_instance.Copied')).toEqual([{ when: 'now', because: ['max_allocated_storage'] }]);
  });

  it('tells what waits for a restart: parameters, and a group that is not known before it is applied', () => {
    expect(restarts('aws_db_parameter_group.Static')).toEqual([{ when: 'reboot', because: ['max_connections'] }]);
    expect(restarts('aws_db_instance.Regrouped')).toEqual([{ when: 'reboot', because: ['parameter_group_name'] }]);
  });

  it('tells of nothing where nobody notices', () => {
    expect(restarts('aws_db_instance.Protected')).toBeUndefined();
    expect(restarts('aws_db_instance.Tagged')).toBeUndefined();
  });
});
