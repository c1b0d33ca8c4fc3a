import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Unread } from '../../scripts/deployment/format';
import { layerDrift, ownedBy } from '../../scripts/deployment/layer-drift';
import { moving } from '../../scripts/deployment/moving';
import { environmentNames } from '../../stacks/names';
import { read } from '../architecture/sources';
import { rowsOf } from '../documents/markdown';
import { resourcesOf } from '../support/environment-resources';

/** The names of the attributes that are told of one resource; `gone` where it is not there. */
function told(type: string, before: object, after: object | null, owned: readonly Unread[] = []): string[] {
  const change = { actions: [after ? 'update' : 'delete'], before, after };
  const plan = JSON.stringify({ resource_drift: [{ address: `${type}.r`, mode: 'managed', change }] });
  const others = owned.map((attributes) => ({ address: 'aws_db_instance.o', type: 'aws_db_instance', attributes }));
  const [found] = layerDrift({ json: '{}', resources: [], plan, owned: ownedBy(others) });
  return found?.kind === 'gone' ? ['gone'] : (found?.attributes.map(({ name }) => name) ?? []);
}

/** A resource as its state has it, what AWS makes of it, and an attribute that somebody asks for. */
interface Case {
  readonly type: string;
  readonly moves: string;
  readonly before?: object;
  readonly from: unknown;
  readonly to: unknown;
  /** What has moved with it. */
  readonly with?: object;
  readonly configured: string;
}

const secret = (status: string, more: object = {}) => [
  { secret_arn: 'arn', kms_key_id: 'key', secret_status: status, ...more },
];
const copy = (status: string, read: string, region = 'eu-west-1') => ({
  kms_key_id: 'key',
  last_accessed_date: read,
  region,
  status,
  status_message: `it is ${status}`,
});
const database = { type: 'aws_db_instance', configured: 'multi_az' };
const scaled = { allocated_storage: 390, max_allocated_storage: 1000 };
const topic = { type: 'aws_sns_topic_subscription', configured: 'raw_message_delivery' };
const version = { type: 'aws_secretsmanager_secret_version', moves: 'version_stages', configured: 'secret_id' };

const cases: readonly Case[] = [
  { type: 'aws_backup_vault', moves: 'recovery_points', from: 3, to: 4, configured: 'kms_key_arn' },
  { ...database, moves: 'allocated_storage', before: { max_allocated_storage: 100 }, from: 20, to: 26 },
  { ...database, moves: 'availability_zone', before: { multi_az: true }, from: 'a', to: 'b', configured: 'port' },
  {
    ...database,
    moves: 'engine_version',
    before: { replicate_source_db: 'orders', auto_minor_version_upgrade: true },
    from: '17.4',
    to: '17.5',
  },
  {
    ...database,
    moves: 'engine_version_actual',
    before: { auto_minor_version_upgrade: true },
    from: '17.4',
    to: '17.5',
  },
  { ...database, moves: 'iops', before: scaled, with: { allocated_storage: 430 }, from: 3000, to: 12_000 },
  { ...database, moves: 'latest_restorable_time', from: '10:00', to: '10:05' },
  { ...database, moves: 'master_user_secret', from: secret('active'), to: secret('rotating') },
  { ...database, moves: 'replicas', from: [], to: ['ours', 'arn:ours'] },
  { ...database, moves: 'status', from: 'available', to: 'backing-up' },
  { ...database, moves: 'storage_throughput', before: scaled, with: { allocated_storage: 400 }, from: 125, to: 500 },
  { type: 'aws_instance', moves: 'instance_state', from: 'running', to: 'pending', configured: 'instance_type' },
  { type: 'aws_instance', moves: 'public_dns', from: 'ec2-1', to: 'ec2-2', configured: 'instance_type' },
  { type: 'aws_instance', moves: 'public_ip', from: '192.0.2.1', to: '192.0.2.2', configured: 'instance_type' },
  {
    type: 'aws_secretsmanager_secret',
    moves: 'replica',
    from: [copy('InProgress', ''), copy('InSync', '2026-11-01', 'us-east-1')],
    to: [copy('InSync', '2026-11-02', 'us-east-1'), copy('InSync', '2026-11-01')],
    configured: 'kms_key_id',
  },
  { ...version, from: ['AWSCURRENT', 'INITIAL'], to: ['AWSPREVIOUS', 'INITIAL'] },
  { ...version, from: ['AWSPREVIOUS', 'INITIAL'], to: ['INITIAL'] },
  { ...version, from: ['AWSCURRENT', 'INITIAL'], to: ['INITIAL'] },
  { ...version, from: ['AWSCURRENT'], to: null },
  {
    ...topic,
    moves: 'confirmation_was_authenticated',
    before: { pending_confirmation: true },
    with: { pending_confirmation: false },
    from: false,
    to: true,
  },
  { ...topic, moves: 'pending_confirmation', from: true, to: false },
  {
    type: 'aws_vpc_endpoint',
    moves: 'cidr_blocks',
    from: ['192.0.2.0/24'],
    to: ['198.51.100.0/24'],
    configured: 'policy',
  },
];

/** A case as the plan has it, with what somebody has changed beside it. */
function states({ moves, before, from, to, with: also }: Case, changed: readonly string[] = []) {
  const valued = (value: string) => Object.fromEntries(changed.map((name) => [name, value]));
  return [
    { ...before, [moves]: from, ...valued('asked for') },
    { ...before, ...also, [moves]: to, ...valued('changed by hand') },
  ] as const;
}
const replicas = [{ identifier: 'ours' }, { identifier: 'far', arn: 'arn:ours' }];

describe('what moves by itself', () => {
  it.each(cases)('is no drift: $type $moves, $from → $to', (each) => {
    expect(told(each.type, ...states(each), replicas)).toEqual([]);
  });

  it.each(cases)('is not told beside what somebody has changed: $type $moves, beside $configured', (each) => {
    expect(told(each.type, ...states(each, [each.configured]), replicas)).toEqual([each.configured]);
  });

  it('has a case for each attribute that is listed, and a row in the guide', () => {
    const listed = Object.entries(moving).flatMap(([type, names]) =>
      Object.keys(names).map((name) => `${type}.${name}`),
    );
    expect([...new Set(cases.map(({ type, moves }) => `${type}.${moves}`))].sort()).toEqual(listed.sort());
    const rows = rowsOf(read('docs/guides/ci.md')).filter(([type = '']) => type in moving);
    const told = rows.flatMap(([type, names = '']) => names.split(', ').map((name) => `${type}.${name}`));
    expect(told.sort()).toEqual(listed);
  });

  it.each(Object.entries(moving))('is an attribute that the provider knows: %s', (type, names) => {
    const folder = type.slice('aws_'.length).replaceAll('_', '-');
    const bindings = createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json');
    const text = readFileSync(join(dirname(bindings), 'lib', folder, 'index.d.ts'), 'utf8');
    const main = text.slice(text.search(/export declare class \w+ extends cdktf\.TerraformResource/));
    const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    for (const name of Object.keys(names)) expect(main, name).toContain(`get ${camel(name)}(): `);
  });

  it.each(environmentNames)('is asked for by nobody in %s, but where AWS takes it for where to begin', (name) => {
    const asked = resourcesOf(name).flatMap(({ type, attributes }) =>
      Object.keys(moving[type] ?? {})
        .filter((moved) => attributes[moved] !== undefined && !isDeepStrictEqual(attributes[moved], []))
        .map((moved) => `${type}.${moved}`),
    );
    expect([...new Set(asked)].sort()).toEqual([
      'aws_db_instance.allocated_storage',
      // Asked for where the database is no replica.
      'aws_db_instance.engine_version',
      'aws_secretsmanager_secret_version.version_stages',
    ]);
  });
});

describe('what moves otherwise than by itself', () => {
  const grown = { allocated_storage: 20, max_allocated_storage: 100 };
  const replica = { replicate_source_db: 'orders', auto_minor_version_upgrade: true };
  const moves: readonly [what: string, type: string, before: object, after: object, told: readonly string[]][] = [
    ['storage that shrinks', 'aws_db_instance', grown, { allocated_storage: 10 }, ['allocated_storage']],
    [
      'storage that has no size that it may get',
      'aws_db_instance',
      { allocated_storage: 20, max_allocated_storage: 0 },
      { allocated_storage: 30 },
      ['allocated_storage'],
    ],
    ['storage beyond that size', 'aws_db_instance', grown, { allocated_storage: 200 }, ['allocated_storage']],
    [
      'that size itself',
      'aws_db_instance',
      grown,
      { allocated_storage: 200, max_allocated_storage: 400 },
      ['allocated_storage', 'max_allocated_storage'],
    ],
    ['a faster volume that has not grown', 'aws_db_instance', { ...scaled, iops: 3000 }, { iops: 12_000 }, ['iops']],
    [
      'a volume that was large before',
      'aws_db_instance',
      { ...scaled, allocated_storage: 400, iops: 12_000 },
      { allocated_storage: 500, iops: 20_000 },
      ['iops'],
    ],
    [
      'another baseline',
      'aws_db_instance',
      { ...scaled, storage_throughput: 125 },
      { allocated_storage: 430, storage_throughput: 900 },
      ['storage_throughput'],
    ],
    [
      'the zone of an instance without a standby',
      'aws_db_instance',
      { multi_az: false, availability_zone: 'a' },
      { availability_zone: 'b' },
      ['availability_zone'],
    ],
    [
      'an upgrade that nobody has left to RDS',
      'aws_db_instance',
      { auto_minor_version_upgrade: false, engine_version_actual: '17.4' },
      { engine_version_actual: '17.5' },
      ['engine_version_actual'],
    ],
    [
      'another version than is asked for',
      'aws_db_instance',
      { auto_minor_version_upgrade: true, engine_version: '17', engine_version_actual: '17.4' },
      { engine_version: '18.1', engine_version_actual: '18.1' },
      ['engine_version'],
    ],
    [
      'another major version of a replica',
      'aws_db_instance',
      { ...replica, engine_version: '10.11.8' },
      { engine_version: '11.4.3' },
      ['engine_version'],
    ],
    [
      'a replica whose upgrades are not left to RDS',
      'aws_db_instance',
      { ...replica, auto_minor_version_upgrade: false, engine_version: '17.4' },
      { engine_version: '17.5' },
      ['engine_version'],
    ],
    [
      'a secret that RDS cannot rotate',
      'aws_db_instance',
      { master_user_secret: secret('active') },
      { master_user_secret: secret('impaired') },
      ['master_user_secret'],
    ],
    [
      'a secret of another key',
      'aws_db_instance',
      { master_user_secret: secret('active') },
      { master_user_secret: secret('rotating', { kms_key_id: 'other' }) },
      ['master_user_secret'],
    ],
    [
      'a replica that no state has',
      'aws_db_instance',
      { replicas: ['ours'] },
      { replicas: ['ours', 'copy-of-somebody'] },
      ['replicas'],
    ],
    ['a database that is stopped', 'aws_db_instance', { status: 'available' }, { status: 'stopped' }, ['status']],
    [
      'a database that needs somebody',
      'aws_db_instance',
      { status: 'available' },
      { status: 'storage-full' },
      ['status'],
    ],
    [
      'a machine that is stopped',
      'aws_instance',
      { instance_state: 'running' },
      { instance_state: 'stopped' },
      ['instance_state'],
    ],
    [
      'a copy that fails',
      'aws_secretsmanager_secret',
      { replica: [copy('InSync', '')] },
      { replica: [copy('Failed', '')] },
      ['replica'],
    ],
    [
      'a copy of one more region',
      'aws_secretsmanager_secret',
      { replica: [] },
      { replica: [copy('InSync', '')] },
      ['replica'],
    ],
    [
      'a first version that is the current one again',
      'aws_secretsmanager_secret_version',
      { version_stages: ['AWSPREVIOUS', 'INITIAL'] },
      { version_stages: ['AWSCURRENT', 'INITIAL'] },
      ['version_stages'],
    ],
    [
      'a stage of ours that is taken',
      'aws_secretsmanager_secret_version',
      { version_stages: ['AWSCURRENT', 'INITIAL'] },
      { version_stages: ['AWSPREVIOUS'] },
      ['version_stages'],
    ],
    [
      'a stage of somebody’s',
      'aws_secretsmanager_secret_version',
      { version_stages: ['AWSCURRENT'] },
      { version_stages: ['AWSPREVIOUS', 'KEPT'] },
      ['version_stages'],
    ],
    [
      'a subscription that waits again',
      'aws_sns_topic_subscription',
      { pending_confirmation: false },
      { pending_confirmation: true },
      ['pending_confirmation'],
    ],
    [
      'how a subscription is ended, long after',
      'aws_sns_topic_subscription',
      { pending_confirmation: false, confirmation_was_authenticated: true },
      { confirmation_was_authenticated: false },
      ['confirmation_was_authenticated'],
    ],
    ['an attribute of that name elsewhere', 'aws_dynamodb_table', { status: 'a' }, { status: 'available' }, ['status']],
  ];
  it.each(moves)('is drift: %s', (_, type, before, after, names) => {
    expect(told(type, before, { ...before, ...after }, replicas)).toEqual(names);
  });

  it.each(Object.keys(moving))('is drift where it is gone: %s', (type) => {
    expect(told(type, { pending_confirmation: true }, null)).toEqual(['gone']);
  });
});
