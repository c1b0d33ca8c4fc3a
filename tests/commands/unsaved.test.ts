import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Finder } from '../../scripts/deployment/unsaved/find';
import { importId } from '../../scripts/deployment/unsaved/import-ids';
import { inFile, JournalWriter, leftJournal } from '../../scripts/deployment/unsaved/journal';
import { takenOverLines, takeOver } from '../../scripts/deployment/unsaved/take-over';
import { UserError } from '../../scripts/shared/errors';
import { layer } from './layers';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-unsaved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const place = () => inFile(join(folder, `${++files}.json`));
const done = (addr: string, id_value: string) => ({ type: 'apply_complete', hook: { resource: { addr }, id_value } });
const begun = (addr: string) => ({ type: 'apply_start', hook: { resource: { addr } } });

describe('the journal of an apply', () => {
  const made = { 'aws_vpc.a': null, 'aws_eip.b': null, 'aws_iam_role.c': null };

  test('is there before anything is made, and knows ids as they are told', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, made);
    expect((await leftJournal(at))?.made).toEqual(made);
    for (const event of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), done('aws_kms_key.other', 'k')])
      writer.note(event);
    await expect.poll(async () => (await leftJournal(at))?.made).toEqual({ ...made, 'aws_vpc.a': 'vpc-1' });
  });

  test('is gone after its end', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, made);
    writer.note(done('aws_vpc.a', 'vpc-1'));
    await writer.end();
    expect(await at.read()).toBeUndefined();
  });

  test('keeps of one that failed what was begun and not completed', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, made);
    for (const event of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), begun('aws_eip.b')]) writer.note(event);
    await writer.fail();
    expect((await leftJournal(at))?.made).toEqual({ 'aws_eip.b': null });
  });

  test('is gone where one that failed had nothing on its way', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, made);
    for (const event of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1')]) writer.note(event);
    await writer.fail();
    expect(await at.read()).toBeUndefined();
  });

  test('is none for an apply that makes nothing', async () => {
    const at = place();
    await (await JournalWriter.begin(at, {})).end();
    expect(await at.read()).toBeUndefined();
  });
});

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

describe('what is taken over', () => {
  const network = layer('network');
  const imports = join(network.folder, 'unsaved.tf.json');
  const change = (address: string, after: object, change: object = {}) => ({
    address,
    mode: 'managed',
    type: address.split('.')[0],
    change: { actions: ['create'], before: null, after, ...change },
  });
  const role = (name: string) => change(`aws_iam_role.${name}`, { name, tags_all: { Project: 'p' } });
  const absent = (address: string) =>
    `Cannot import non-existent remote object\nWhile attempting to import an existing object to "${address}", the provider`;
  /** Answers as Terraform does: with what it is to import as the import blocks in the folder say. */
  const terraform =
    (there: Readonly<Record<string, object>>, changes: readonly ReturnType<typeof change>[]) => async () => {
      const blocks: { to: string; id: string }[] = (() => {
        try {
          return JSON.parse(readFileSync(imports, 'utf8')).import;
        } catch {
          return [];
        }
      })();
      const missing = blocks.filter(({ to }) => !(to in there));
      if (missing.length > 0) throw new UserError(missing.map(({ to }) => absent(to)).join('\n\n'));
      const planned = changes.map((each) => {
        const block = blocks.find(({ to }) => to === each.address);
        if (!block) return each;
        return change(each.address, each.change.after, {
          actions: ['no-op'],
          before: there[each.address],
          importing: { id: block.id },
        });
      });
      return JSON.stringify({ resource_changes: planned });
    };
  const finder = new Finder(network, new Set());
  const take = async (
    plan: () => Promise<string>,
    made: Readonly<Record<string, string | null>>,
    inState: readonly string[] = [],
  ) => {
    const at = place();
    await JournalWriter.begin(at, made);
    return takeOver({ layer: network, place: at, inState: async () => inState, finder, plan });
  };

  test('is what the journal names, is there, and is in no state', async () => {
    const tags_all = { Project: 'p' };
    const there = { 'aws_iam_role.made': { tags_all }, 'aws_iam_role.saved': { tags_all } };
    const made = { 'aws_iam_role.made': 'made', 'aws_iam_role.unmade': null, 'aws_iam_role.saved': 'saved' };
    const plan = terraform(there, [role('made'), role('unmade'), role('another')]);
    const taken = await take(plan, made, ['aws_iam_role.saved']);
    expect(taken?.imports).toEqual(new Map([['aws_iam_role.made', 'made']]));
    expect(JSON.parse(readFileSync(imports, 'utf8'))).toEqual({ import: [{ to: 'aws_iam_role.made', id: 'made' }] });
  });

  test('is nothing where nothing of it is there', async () => {
    expect(await take(terraform({}, [role('unmade')]), { 'aws_iam_role.unmade': null })).toBeUndefined();
    expect(() => readFileSync(imports)).toThrow('ENOENT');
  });

  test('is nothing of somebody else, who is told with what would take it over', async () => {
    const plan = terraform({ 'aws_iam_role.theirs': { tags_all: {} } }, [role('theirs')]);
    await expect(take(plan, { 'aws_iam_role.theirs': null })).rejects.toThrow(
      /without the environment's tags[\s\S]*aws_iam_role\.theirs would be theirs[\s\S]*\(cd \S+ && terraform import 'aws_iam_role\.theirs' 'theirs'\)/,
    );
  });

  test('is not what Terraform does not import, which is told', async () => {
    const tags_all = { Project: 'p' };
    const ignoring = async () => {
      const made = JSON.parse(await terraform({ 'aws_iam_role.made': { tags_all } }, [role('made')])());
      return JSON.stringify({ resource_changes: [...made.resource_changes, role('replaced')] });
    };
    const there = { 'aws_iam_role.made': 'made', 'aws_iam_role.replaced': 'replaced' };
    const plan = async () => {
      const blocks = existsSync(imports) ? JSON.parse(readFileSync(imports, 'utf8')).import : [];
      writeFileSync(
        imports,
        JSON.stringify({ import: blocks.filter(({ to }: { to: string }) => to in there && !to.includes('replaced')) }),
      );
      return ignoring();
    };
    const taken = await take(plan, there);
    expect(taken?.imports).toEqual(new Map([['aws_iam_role.made', 'made']]));
    expect(taken?.left).toEqual(new Map([['aws_iam_role.replaced', 'replaced']]));
    expect(taken && takenOverLines(network, taken).join('\n')).toMatch(
      /taken over:\n {2}aws_iam_role\.made is made\n.*delete it by hand after the deployment:\n {2}aws_iam_role\.replaced is replaced$/,
    );
  });

  test('is told where Terraform fails by it, with what ends the search', async () => {
    const fails = async () => {
      if (!existsSync(imports)) return JSON.stringify({ resource_changes: [role('made')] });
      throw new UserError("dev-network: terraform plan failed\ncouldn't find resource");
    };
    await expect(take(fails, { 'aws_iam_role.made': 'made' })).rejects.toThrow(
      /couldn't find resource\n[\s\S]*\n {2}aws_iam_role\.made is made\n[\s\S]*: rm \S+\.json$/,
    );
  });

  test('is not looked for where Terraform fails otherwise', async () => {
    const locked = async () => {
      throw new UserError('dev-network: the state is locked');
    };
    await expect(take(locked, { 'aws_iam_role.made': null })).rejects.toThrow('the state is locked');
  });
});
