import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importId } from '../../scripts/deployment/unsaved/import-ids';
import { lostPasswords, renewPasswords } from '../../scripts/deployment/unsaved/lost-passwords';
import { match } from '../../scripts/deployment/unsaved/matched';
import { inFolder } from '../../scripts/deployment/unsaved/place';
import { refuseLeft, takenOverLines } from '../../scripts/deployment/unsaved/report';
import { forgetImports, takeOver } from '../../scripts/deployment/unsaved/take-over';
import { UserError } from '../../scripts/shared/errors';
import { layer } from './layers';
import { nothingTakenOver } from './taken-over';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-unsaved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;

test.each([
  ['aws_vpc', {}, 'vpc-1', 'vpc-1'],
  ['aws_vpc', {}, undefined, undefined],
  ['aws_iam_role', { name: 'web' }, undefined, 'web'],
  ['aws_db_instance', { identifier: 'orders' }, 'db-ABC', 'orders'],
  ['aws_route', { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0' }, 'r-rtb-11', 'rtb-1_0.0.0.0/0'],
  ['aws_route', { route_table_id: 'rtb-1', destination_ipv6_cidr_block: '::/0' }, undefined, 'rtb-1_::/0'],
  ['aws_route', { destination_cidr_block: '0.0.0.0/0' }, 'r-rtb-11', undefined],
  [
    'aws_network_acl_rule',
    { network_acl_id: 'acl-1', rule_number: 100, protocol: '-1', egress: false },
    'x',
    'acl-1:100:-1:false',
  ],
  ['aws_backup_selection', { plan_id: 'p' }, 's', 'p|s'],
  ['aws_backup_selection', { plan_id: 'p' }, undefined, undefined],
  ['aws_iam_role_policy_attachment', { role: 'web' }, 'web-2026', undefined],
])('%s %j, of which Terraform told %s, is imported as %s', (type, values, told, id) => {
  expect(importId(type, values, told)).toBe(id);
});

test.each([
  [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'y' }, {}],
  [{ a: ['x'], b: [] }, { a: 'x' }, {}],
  [{ a: ['x', 'y'] }, {}, { a: ['x', 'y'] }],
  [{ a: ['x', 'y'], b: ['x', 'y'] }, {}, { a: ['x', 'y'], b: ['x', 'y'] }],
  [{ a: ['x'], b: ['x'], c: ['z'] }, { c: 'z' }, { a: ['x'], b: ['x'] }],
])('of %j is sure %j, and unclear %j', (ids, sure, unclear) => {
  const candidates = Object.entries(ids).map(([address, each]) => ({ address, type: 'aws_flow_log', ids: each }));
  const matched = match(candidates);
  expect([Object.fromEntries(matched.sure), Object.fromEntries(matched.unclear)]).toEqual([sure, unclear]);
});

test('one name of two types is no likeness', () => {
  const of = (type: string) => ({ address: `${type}.web`, type, ids: ['web'] });
  expect(match([of('aws_iam_role'), of('aws_iam_instance_profile')]).unclear.size).toBe(0);
});

describe('what is taken over', () => {
  const network = layer('network');
  const imports = join(network.folder, 'unsaved.tf.json');
  const ours = { Environment: 'dev', Project: 'groundwork', ManagedBy: 'terraform', Owner: 'ana' };
  interface Planned {
    readonly address: string;
    readonly actions?: readonly string[];
    readonly after: object;
  }
  const role = (name: string, actions?: readonly string[]): Planned => ({
    address: `aws_iam_role.${name}`,
    after: { name, tags_all: ours },
    ...(actions ? { actions } : {}),
  });
  const vpc = (name: string, actions?: readonly string[]): Planned => ({
    address: `aws_vpc.${name}`,
    after: { tags_all: ours },
    ...(actions ? { actions } : {}),
  });
  const absent = (address: string) =>
    `Cannot import non-existent remote object\nWhile attempting to import an existing object to "${address}", the provider`;
  const blocks = (): { to: string; id: string }[] =>
    existsSync(imports) ? JSON.parse(readFileSync(imports, 'utf8')).import : [];
  /**
   * Answers as Terraform does: with what it is to import as the import blocks in the folder say.
   * @param ignored addresses that it imports nothing to
   */
  const terraform =
    (there: Readonly<Record<string, object>>, planned: readonly Planned[], ignored: readonly string[] = []) =>
    async () => {
      const asked = blocks().filter(({ to }) => !ignored.includes(to));
      const missing = asked.filter(({ to }) => !(to in there));
      if (missing.length > 0) throw new UserError(missing.map(({ to }) => absent(to)).join('\n\n'));
      const resource_changes = planned.map(({ address, actions = ['create'], after }) => {
        const block = asked.find(({ to }) => to === address);
        const before = block ? { id: block.id, ...there[address] } : null;
        const change = block ? { actions: ['no-op'], importing: { id: block.id } } : { actions };
        return { address, mode: 'managed', type: address.split('.')[0], change: { ...change, before, after } };
      });
      return JSON.stringify({ resource_changes });
    };
  type Held = Readonly<Record<string, string>>;
  const resources = (held: Held) =>
    Object.entries(held).map(([address, id]) => ({ address, type: address.split('.')[0] ?? '', attributes: { id } }));
  const take = async (
    plan: () => Promise<string>,
    made: Readonly<Record<string, string | null>>,
    inState: Held = {},
    elsewhere: Held = {},
    env: Readonly<Record<string, string>> = {},
  ) => {
    const place = inFolder(join(folder, String(++folders)));
    await place.write('a.json', JSON.stringify({ format: 1, since: '2026-11-22', who: 'ana@laptop', made }));
    const own = resources(inState);
    const all = [...own, ...resources(elsewhere)];
    const ids = new Set(all.map(({ attributes }) => attributes.id));
    return takeOver({ layer: network, place, states: async () => ({ own, all, ids }), plan, env });
  };
  const told = (taken: Awaited<ReturnType<typeof take>>) => taken && takenOverLines(network, taken).join('\n');

  test('is what the journal names, is there, and is in no state', async () => {
    const there = { 'aws_iam_role.made': { tags_all: ours }, 'aws_iam_role.saved': { tags_all: ours } };
    const made = { 'aws_iam_role.made': 'made', 'aws_iam_role.unmade': null, 'aws_iam_role.saved': 'saved' };
    const plan = terraform(there, [role('made'), role('unmade'), role('another')]);
    const taken = await take(plan, made, { 'aws_iam_role.saved': 'saved' });
    expect(taken?.imports).toEqual(new Map([['aws_iam_role.made', 'made']]));
    expect(blocks()).toEqual([{ to: 'aws_iam_role.made', id: 'made' }]);
    expect(told(taken)).toMatch(
      /the apply of ana@laptop, begun 2026-11-22, was ended .*:\n {2}aws_iam_role\.made is made$/,
    );
  });

  test('is nothing where nothing of it is there', async () => {
    const taken = await take(terraform({}, [role('unmade')]), { 'aws_iam_role.unmade': null });
    expect(told(taken)).toBe('');
    expect(existsSync(imports)).toBe(false);
  });

  test('is nothing without a journal', async () => {
    const place = inFolder(join(folder, String(++folders)));
    const never = async () => {
      throw new Error('nothing is to be planned');
    };
    expect(await takeOver({ layer: network, place, states: never, plan: never })).toBeUndefined();
  });

  const somebodyElses =
    /nothing shows that it was made by it[\s\S]* would be theirs\n[\s\S]*\(cd \S+ && terraform import '\S+' 'theirs'\)/;
  test.each([
    ['another project of the environment', { ...ours, Project: 'other' }],
    ['who has but one of the tags', { Environment: 'dev' }],
    ['who has no tags', {}],
  ])('is nothing of %s, which is told with what would take it over', async (_, tags_all) => {
    const plan = terraform({ 'aws_iam_role.theirs': { tags_all } }, [role('theirs')]);
    await expect(take(plan, { 'aws_iam_role.theirs': null })).rejects.toThrow(somebodyElses);
  });

  test('is what has other tags where the apply has told its id itself', async () => {
    const plan = terraform({ 'aws_iam_role.made': { tags_all: {} } }, [role('made')]);
    expect((await take(plan, { 'aws_iam_role.made': 'made' }))?.imports.size).toBe(1);
  });

  test('is what looks different in the owner alone, and a group by the tags that it has as blocks', async () => {
    const other = { ...ours, Owner: 'ben' };
    const tag = (tags: object) => Object.entries(tags).map(([key, value]) => ({ key, value }));
    const group = { address: 'aws_autoscaling_group.web', after: { name: 'web', tag: tag(ours) } };
    const there = { 'aws_iam_role.made': { tags_all: other }, 'aws_autoscaling_group.web': { tag: tag(other) } };
    const plan = terraform(there, [role('made'), group]);
    expect((await take(plan, { 'aws_iam_role.made': null, [group.address]: null }))?.imports.size).toBe(2);
    const foreign = terraform({ ...there, [group.address]: { tag: [] } }, [role('made'), group]);
    await expect(take(foreign, { [group.address]: null })).rejects.toThrow('nothing shows');
  });

  const alias = { address: 'aws_kms_alias.key', after: { name: 'alias/key' } };
  test.each([
    ['in the state', { 'aws_kms_key.key': 'k' }, {}, [alias]],
    ['in the state of another layer', {}, { 'aws_kms_key.key': 'k' }, [alias]],
    ['taken over as well', {}, {}, [alias, { address: 'aws_kms_key.key', after: { tags_all: ours } }]],
  ])('is a part of what is %s', async (_, own, elsewhere, planned) => {
    const there = { [alias.address]: { target_key_id: 'k' }, 'aws_kms_key.key': {} };
    const made = { [alias.address]: null, 'aws_kms_key.key': 'k' };
    const taken = await take(terraform(there, planned), made, own, elsewhere);
    expect(taken?.imports.get(alias.address)).toBe('alias/key');
  });

  test('is no part of what is not ours, nor of what another type calls the same', async () => {
    const plan = terraform({ [alias.address]: { target_key_id: 'k' } }, [alias]);
    await expect(take(plan, { [alias.address]: null }, { 'aws_iam_role.k': 'k' })).rejects.toThrow('nothing shows');
  });

  test('is nothing that another state has', async () => {
    const plan = terraform({ 'aws_iam_role.theirs': { tags_all: ours } }, [role('theirs')]);
    const elsewhere = { 'aws_iam_role.other': 'theirs' };
    await expect(take(plan, { 'aws_iam_role.theirs': null }, {}, elsewhere)).rejects.toThrow(somebodyElses);
  });

  test('is not what was made beside what the state still has, which is told', async () => {
    const replaced = vpc('replaced', ['create', 'delete']);
    const made = { 'aws_vpc.replaced': 'vpc-new', 'aws_vpc.kept': 'vpc-other', 'aws_vpc.saved': 'vpc-saved' };
    const held = { 'aws_vpc.replaced': 'vpc-old', 'aws_vpc.kept': 'vpc-kept', 'aws_vpc.saved': 'vpc-saved' };
    const taken = await take(terraform({}, [replaced]), made, held);
    expect(taken?.imports.size).toBe(0);
    expect(told(taken)).toMatch(
      /is in no state\. .* deleted by hand: .*:\n {2}aws_vpc\.replaced is vpc-new\n {2}aws_vpc\.kept is vpc-other$/,
    );
  });

  test('is not what Terraform imports nothing to, since the state has what is to be destroyed there', async () => {
    const there = { 'aws_iam_role.made': { tags_all: ours } };
    const plan = terraform(there, [role('made'), vpc('deposed')], ['aws_vpc.deposed']);
    const taken = await take(plan, { 'aws_iam_role.made': 'made', 'aws_vpc.deposed': 'vpc-new' });
    expect(taken?.imports).toEqual(new Map([['aws_iam_role.made', 'made']]));
    expect(told(taken)).toMatch(/\n {2}aws_iam_role\.made is made\n[^\n]*\n {2}aws_vpc\.deposed is vpc-new$/);
    expect(blocks()).toEqual([{ to: 'aws_iam_role.made', id: 'made' }]);
  });

  test('is refused to be made once more in place of what is gone, with what has it taken over', async () => {
    await expect(
      take(terraform({}, [vpc('replaced')]), { 'aws_vpc.replaced': 'vpc-new' }, { 'aws_vpc.replaced': 'vpc-old' }),
    ).rejects.toThrow(
      /\n {2}aws_vpc\.replaced is vpc-new\n.*\n {2}\(cd \S+ && terraform state rm 'aws_vpc\.replaced'\)$/,
    );
  });

  test('is nothing of what was replaced and is in the state by another address', async () => {
    const plan = terraform({}, [vpc('a', ['delete', 'create'])]);
    const taken = await take(plan, { 'aws_vpc.a': 'vpc-new' }, { 'aws_vpc.a': 'vpc-old', 'aws_vpc.b': 'vpc-new' });
    expect(told(taken)).toBe('');
  });

  test('is nothing that the state has by another address, which is made as it is planned', async () => {
    const plan = terraform({ 'aws_vpc.a': { tags_all: ours } }, [vpc('a')]);
    const taken = await take(plan, { 'aws_vpc.a': 'vpc-moved' }, { 'aws_vpc.b': 'vpc-moved' });
    expect([taken?.imports.size, told(taken)]).toEqual([0, '']);
  });

  test('is nothing of what is the same when it is made again, or is told by its name alone', async () => {
    const made = { 'aws_iam_role_policy_attachment.a': 'web-2', 'aws_named.a': 'name' };
    const place = inFolder(join(folder, String(++folders)));
    await place.write('a.json', JSON.stringify({ format: 1, since: '2026-11-22', who: 'ana@laptop', made }));
    const attachment = resources({ 'aws_iam_role_policy_attachment.a': 'web-1' });
    const own = [...attachment, { address: 'aws_named.a', type: 'aws_named', attributes: { name: 'name' } }];
    const states = async () => ({ own, all: own, ids: new Set<string>() });
    expect(told(await takeOver({ layer: network, place, states, plan: terraform({}, []) }))).toBe('');
  });

  test('is told where Terraform fails by it, with what ends the search', async () => {
    const fails = async () => {
      if (!existsSync(imports)) return terraform({}, [role('made')])();
      throw new UserError("dev-network: terraform plan failed\ncouldn't find resource");
    };
    await expect(take(fails, { 'aws_iam_role.made': 'made' })).rejects.toThrow(
      /couldn't find resource\n[\s\S]*\n {2}aws_iam_role\.made is made\n[\s\S]*: rm -r \S+$/,
    );
  });

  test('is not looked for where Terraform fails otherwise', async () => {
    const locked = async () => {
      throw new UserError('dev-network: the state is locked');
    };
    await expect(take(locked, { 'aws_iam_role.made': null })).rejects.toThrow('the state is locked');
  });

  describe('of what has to be looked for in the account', () => {
    /** Answers as KMS does. */
    const kms = createServer(async (request, response) => {
      const call = String(request.headers['x-amz-target']).replace('TrentService.', '');
      const { KeyId } = (await json(request)) as { KeyId?: string };
      const answer = answers[call]?.(KeyId ?? '') ?? 'NotImplemented';
      response.statusCode = typeof answer === 'string' ? 400 : 200;
      response.end(JSON.stringify(typeof answer === 'string' ? { __type: answer, message: 'no' } : answer));
    });
    /** By their calls; a text is what KMS refuses a call with. */
    let answers: Readonly<Record<string, (id: string) => object | string>>;
    beforeAll(() => once(kms.listen(0, '127.0.0.1'), 'listening'));
    afterAll(() => kms.close());

    const address = 'aws_kms_key.logs';
    const key = { address, after: { description: 'logs', tags_all: ours } };
    const find = (ids: readonly string[], refused: Readonly<Record<string, string>>) => {
      answers = {
        ListKeys: () => ({ Keys: ids.map((KeyId) => ({ KeyId })) }),
        DescribeKey: (KeyId) =>
          refused[KeyId] ?? { KeyMetadata: { KeyId, KeyManager: 'CUSTOMER', Description: 'logs' } },
        ListResourceTags: () => ({ Tags: Object.entries(ours).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) }),
      };
      const { port } = kms.address() as AddressInfo;
      const env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' };
      return take(terraform({ [address]: { tags_all: ours } }, [key]), { [address]: null }, {}, {}, env);
    };

    test('is found beside what may not be read', async () => {
      const taken = await find(['theirs', 'made'], { theirs: 'AccessDeniedException' });
      expect(taken?.imports).toEqual(new Map([[address, 'made']]));
      expect(told(taken)).not.toContain('theirs');
    });

    test('is told to be hidden, perhaps, where nothing else is found', async () => {
      const taken = await find(['theirs'], { theirs: 'AccessDeniedException' });
      expect(taken?.imports.size).toBe(0);
      expect(told(taken)).toMatch(
        /^dev-network: the apply of ana@laptop, .* may not be read, .*:\n {2}aws_kms_key\.logs may be theirs$/,
      );
    });

    test('is not looked for any more where AWS does not answer, which is told with how to go on', async () => {
      const failing = find(['made'], { made: 'KMSInternalException' });
      await expect(failing).rejects.toBeInstanceOf(UserError);
      await expect(failing).rejects.toThrow(
        /^dev-network: DescribeKey of KMS failed: KMSInternalException: no\n[\s\S]*\n {2}fix: run the same again;[\s\S]*: rm -r \S+$/,
      );
    });
  });

  test('is not destroyed before that', async () => {
    const place = inFolder(join(folder, String(++folders)));
    const journal = { name: 'a.json', format: 1, since: '2026-11-22', who: 'ana@laptop', made: {} } as const;
    expect(() => refuseLeft('dev', [])).not.toThrow();
    expect(() =>
      refuseLeft('dev', [{ layer: network, place, left: { journals: [journal], made: new Map() } }]),
    ).toThrow(
      /^dev-network: the apply of ana@laptop, .* would not be destroyed\.\n.*npm run deploy -- dev network\b[\s\S]*\n {2}rm -r \S+$/,
    );
  });
});

describe('the password of a database that an apply has made before its secret had it', () => {
  const secretOf = (database: string) => ({
    secret_string: `\${jsonencode({"host" = aws_db_instance.${database}.address, "password" = aws_db_instance.${database}.password})}`,
  });
  const data = layer('data', [], [], {
    aws_db_instance: {
      orders: { lifecycle: { ignore_changes: ['password', 'engine_version'] } },
      catalog: { lifecycle: { ignore_changes: ['password'] } },
      managed: {},
    },
    aws_secretsmanager_secret_version: { orders: secretOf('orders'), catalog: secretOf('catalog') },
  });
  const version = (name: string) => ({
    address: `aws_secretsmanager_secret_version.${name}`,
    type: 'aws_secretsmanager_secret_version',
    values: {},
    replaces: false,
  });
  const held = (password: string | null) => [
    { address: 'aws_db_instance.orders', type: 'aws_db_instance', attributes: { password } },
  ];
  const orders = 'aws_db_instance.orders';

  test.each([
    ['is taken over, and the secret has none yet', [version('orders')], [orders], [], [orders]],
    ['is taken over together with what the secret has', [], [orders], [], []],
    ['is taken over, and another one has none yet', [version('catalog')], [orders], [], []],
    ['was taken over before, and the state has no password', [version('orders')], [], held(null), [orders]],
    ['is in the state with its password', [version('orders')], [], held('x'), []],
    ['has a password that RDS owns', [version('orders')], ['aws_db_instance.managed'], [], []],
    ['is made now', [version('orders')], [], [], []],
  ])('is lost where it %s', (_, makes, imports, own, expected) => {
    expect(lostPasswords(data, makes, new Set(imports), own)).toEqual(expected);
  });

  test('is set anew by the next plan, which goes on to pass over what else is ignored', () => {
    const override = join(data.folder, 'unsaved_override.tf.json');
    renewPasswords(data, [orders, 'aws_db_instance.catalog']);
    expect(JSON.parse(readFileSync(override, 'utf8'))).toEqual({
      resource: {
        aws_db_instance: {
          orders: { lifecycle: { ignore_changes: ['engine_version'] } },
          catalog: { lifecycle: { ignore_changes: ['timezone'] } },
        },
      },
    });
    renewPasswords(data, []);
    expect(existsSync(override)).toBe(false);
    renewPasswords(data, [orders]);
    forgetImports(data);
    expect(existsSync(override)).toBe(false);
  });

  test('is told', () => {
    expect(takenOverLines(data, { ...nothingTakenOver, passwords: [orders] })).toEqual([
      expect.stringMatching(/^dev-data: the password that the apply of ana@laptop.* Another one is set/),
      `  ${orders}`,
    ]);
    expect(takenOverLines(data, nothingTakenOver)).toEqual([]);
  });
});
