import { lexer, type Tokens } from 'marked';
import { afterAll, expect, test } from 'vitest';
import { CraftedState } from '../commands/crafted-state';
import { sectionOf } from './markdown';

const subnet = { vpc_id: 'vpc-0a', cidr_block: '10.0.0.0/24', availability_zone: 'us-west-2a' };
const group = { name: 'ours', description: 'ours' };
const database = {
  identifier: 'ours',
  engine: 'postgres',
  instance_class: 'db.t4g.medium',
  allocated_storage: 20,
  username: 'ours',
  db_name: 'ours',
  storage_encrypted: true,
  kms_key_id: 'arn:aws:kms:us-west-2:111122223333:key/0a',
  db_subnet_group_name: 'ours',
  parameter_group_name: 'ours',
  port: 5432,
  skip_final_snapshot: true,
};
const table = { name: 'ours', billing_mode: 'PAY_PER_REQUEST', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] };
const otherKey = 'arn:aws:kms:us-west-2:111122223333:key/0b';

/** What is asked for, and by attribute what is found in its place. */
const differences: Readonly<Record<string, readonly [asked: object, found: Readonly<Record<string, object>>]>> = {
  aws_vpc: [{ cidr_block: '10.0.0.0/16' }, { cidr_block: { cidr_block: '10.1.0.0/16' } }],
  aws_subnet: [
    subnet,
    { availability_zone: { availability_zone: 'us-west-2b' }, cidr_block: { cidr_block: '10.0.1.0/24' } },
  ],
  aws_security_group: [group, { name: { name: 'theirs' }, description: { description: 'theirs' } }],
  aws_db_instance: [
    database,
    {
      storage_encrypted: { storage_encrypted: false, kms_key_id: undefined },
      kms_key_id: { kms_key_id: otherKey },
      engine: { engine: 'mysql' },
      username: { username: 'theirs' },
      db_name: { db_name: 'theirs' },
      identifier: { identifier: 'theirs' },
      instance_class: { instance_class: 'db.t4g.micro' },
      db_subnet_group_name: { db_subnet_group_name: 'theirs' },
      parameter_group_name: { parameter_group_name: 'theirs' },
      port: { port: 5433 },
    },
  ],
  aws_dynamodb_table: [
    table,
    {
      name: { name: 'theirs' },
      hash_key: { hash_key: 'theirs', attribute: [{ name: 'theirs', type: 'S' }] },
      billing_mode: { billing_mode: 'PROVISIONED', read_capacity: 1, write_capacity: 1 },
      server_side_encryption: { server_side_encryption: [{ enabled: true, kms_key_arn: otherKey }] },
    },
  ],
  aws_s3_bucket: [{ bucket: 'ours' }, { bucket: { bucket: 'theirs' } }],
  aws_secretsmanager_secret: [
    { name: 'ours', kms_key_id: 'alias/ours' },
    { name: { name: 'theirs' }, kms_key_id: { kms_key_id: 'alias/theirs' } },
  ],
  aws_cloudwatch_log_group: [
    { name: 'ours', kms_key_id: otherKey },
    { name: { name: 'theirs' }, kms_key_id: { kms_key_id: undefined } },
  ],
};

/** What a plan does to each attribute that differs: `aws_vpc.cidr_block`. */
async function planned(crafted: CraftedState): Promise<ReadonlyMap<string, string>> {
  const each = <T>(of: (asked: object, found: object, name: string) => T) =>
    Object.fromEntries(
      Object.entries(differences).map(([type, [asked, found]]) => [
        type,
        Object.fromEntries(Object.entries(found).map(([name, other]) => [name, of(asked, other, name)])),
      ]),
    );
  const state = each((asked, found, name) => ({ ...asked, ...found, id: name, resource_id: name }));
  const { changes } = await crafted.plan(
    state,
    each((asked) => asked),
  );
  return new Map(changes.map(({ address, action }) => [address, action]));
}

/** The table of the guide: by type and attribute what is said to happen. */
function told(): ReadonlyMap<string, string> {
  const section = sectionOf('docs/guides/existing-infrastructure.md', 'what-is-replaced');
  const table = lexer(section).find((token): token is Tokens.Table => token.type === 'table');
  const names = (text = '') => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  const rows = (table?.rows ?? []).flatMap(([type, replaced, changed]) => {
    const [of = ''] = names(type?.text);
    return [
      ...names(replaced?.text).map((name) => [`${of}.${name}`, 'replace'] as const),
      ...names(changed?.text).map((name) => [`${of}.${name}`, 'update'] as const),
    ];
  });
  return new Map(rows);
}

const crafted = new CraftedState();
afterAll(() => crafted.close());

test('the provider replaces and changes what the guide says', async () => {
  const found = await planned(crafted);
  expect(found.size).toBe(Object.values(differences).flatMap(([, each]) => Object.keys(each)).length);
  expect(Object.fromEntries([...told()].sort())).toEqual(Object.fromEntries([...found].sort()));
});
