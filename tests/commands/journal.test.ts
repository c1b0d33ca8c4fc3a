import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { appliesOf, leftJournal } from '../../scripts/deployment/unsaved/journal';
import { JournalWriter } from '../../scripts/deployment/unsaved/journal-writer';
import { inFolder, type Place } from '../../scripts/deployment/unsaved/place';
import { UserError } from '../../scripts/shared/errors';
import { KilledError } from '../../scripts/shared/processes';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;
const place = () => inFolder(join(folder, String(++folders)));

const event = (type: string, addr: string, action: string, more: object = {}) => ({
  type,
  hook: { resource: { addr }, action, ...more },
});
const begun = (addr: string, action = 'create') => event('apply_start', addr, action);
const done = (addr: string, id_value: string) => event('apply_complete', addr, 'create', { id_value });
const destroyed = (addr: string) => event('apply_complete', addr, 'delete');
const said = (address: string, detail: string) => ({
  type: 'diagnostic',
  diagnostic: { severity: 'error' as const, summary: 'creating it', detail, address },
});
const answered = (address: string, words: string) => said(address, `https response error StatusCode: ${words}`);
const cancelled = (address: string) => said(address, 'https response error StatusCode: 0, canceled, context canceled');

const toMake = new Map([
  ['aws_vpc.a', undefined],
  ['aws_eip.b', undefined],
  ['aws_iam_role.c', undefined],
]);
const nothing = async () => [];
const state = (held: Readonly<Record<string, string>>) => async () =>
  Object.entries(held).map(([address, id]) => ({ address, type: address.split('.')[0] ?? '', attributes: { id } }));
const madeAt = async (at: Place) => Object.fromEntries((await leftJournal(at))?.made ?? []);
const failed = new UserError('dev-network: terraform apply failed');

describe('the journal of an apply', () => {
  test('is there before anything is made, and knows ids as they are told', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, toMake);
    expect(await madeAt(at)).toEqual({ 'aws_vpc.a': [], 'aws_eip.b': [], 'aws_iam_role.c': [] });
    for (const each of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), done('aws_kms_key.other', 'k')])
      writer.note(each);
    await expect.poll(() => madeAt(at)).toEqual({ 'aws_vpc.a': ['vpc-1'], 'aws_eip.b': [], 'aws_iam_role.c': [] });
  });

  test('is gone after its end, with those that it took over, and no other', async () => {
    const at = place();
    await JournalWriter.begin(at, new Map([['aws_vpc.killed', undefined]]));
    const left = await leftJournal(at);
    const other = await JournalWriter.begin(at, new Map([['aws_vpc.other', undefined]]));
    const writer = await JournalWriter.begin(at, toMake, left);
    writer.note(done('aws_vpc.a', 'vpc-1'));
    expect(await writer.end()).toBeUndefined();
    expect(await madeAt(at)).toEqual({ 'aws_vpc.other': [] });
    await other.end();
    expect(await leftJournal(at)).toBeUndefined();
  });

  test('of one that was refused goes, and leaves that of whoever holds the lock', async () => {
    const at = place();
    const ana = await JournalWriter.begin(at, toMake);
    const ben = await JournalWriter.begin(at, toMake);
    ben.note({
      type: 'diagnostic',
      diagnostic: { severity: 'error', summary: 'Error acquiring the lock', detail: '' },
    });
    await ben.fail(new UserError('dev-network: the state is locked by ana'), nothing);
    expect((await leftJournal(at))?.journals).toHaveLength(1);
    ana.note(done('aws_vpc.a', 'vpc-1'));
    await expect.poll(async () => (await madeAt(at))['aws_vpc.a']).toEqual(['vpc-1']);
  });

  test('keeps of one that failed what the state does not hold: what was told, and what was on its way', async () => {
    const at = place();
    const writer = await JournalWriter.begin(
      at,
      new Map([...toMake, ['aws_eip.d', undefined], ['aws_eip.e', undefined]]),
    );
    const events = [
      ...[begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), begun('aws_eip.b'), begun('aws_eip.d')],
      ...[begun('aws_eip.e'), done('aws_eip.e', 'eip-e'), cancelled('aws_eip.b'), cancelled('aws_eip.d')],
    ];
    for (const each of events) writer.note(each);
    // What failed after it was made is in the state, as tainted; the state of what was made last could not be saved.
    await writer.fail(failed, state({ 'aws_vpc.a': 'vpc-1', 'aws_eip.d': 'eip-d' }));
    expect(await madeAt(at)).toEqual({ 'aws_eip.b': [], 'aws_eip.e': ['eip-e'] });
  });

  /** What stays of a role that was begun, and of which the service has said something. */
  const leftOf = async (words: string) => {
    const at = place();
    const writer = await JournalWriter.begin(at, toMake);
    for (const each of [begun('aws_iam_role.c'), answered('aws_iam_role.c', words)]) writer.note(each);
    await writer.fail(failed, nothing);
    return madeAt(at);
  };

  test.each([
    '400, RequestID: 1, api error ValidationError: roleName is invalid',
    '403, RequestID: 1, api error AccessDenied: not authorized to perform iam:CreateRole',
    '409, RequestID: 1, LimitExceeded: Cannot exceed quota for RolesPerAccount: 1000',
    '409, RequestID: 1, BucketAlreadyExists: The requested bucket name is not available.',
  ])('forgets what the service has refused to make: %s', async (words) => {
    expect(await leftOf(words)).toEqual({});
  });

  test.each([
    '409, RequestID: 1, EntityAlreadyExists: Role with name web',
    '409, RequestID: 1, BucketAlreadyOwnedByYou:',
    '400, RequestID: 1, DBInstanceAlreadyExists: DB instance',
    '400, RequestID: 1, DBSubnetGroupAlreadyExistsFault:',
    '400, RequestID: 1, ResourceInUseException: Table is being created: locks',
    '400, RequestID: 1, ResourceAlreadyExistsException: The log group',
    '400, RequestID: 1, AlreadyExistsException: An alias with the name',
    '400, RequestID: 1, AlreadyExists: AutoScalingGroup by this name',
    '400, RequestID: 1, ResourceExistsException: The operation failed because of the secret',
    '409, RequestID: 1, ResourceConflictException: Function',
    '400, RequestID: 1, api error InvalidGroup.Duplicate: The security group',
    '400, RequestID: 1, api error InvalidPermission.Duplicate: the rule',
    '400, RequestID: 1, api error InvalidLaunchTemplateName.AlreadyExistsException: Launch template name',
    '400, RequestID: 1, api error InvalidSubnet.Conflict: The CIDR',
    '400, RequestID: 1, api error RouteAlreadyExists: The route',
    '400, RequestID: 1, api error NetworkAclEntryAlreadyExists: The network acl entry',
    '400, RequestID: 1, api error FlowLogAlreadyExists: The flow log',
    '400, exceeded maximum number of attempts, 25, api error Throttling: Rate exceeded',
  ])('keeps what a call may have made whose answer was lost: %s', async (words) => {
    expect(await leftOf(words)).toEqual({ 'aws_iam_role.c': [] });
  });

  test.each([
    ['was killed', new KilledError('terraform was killed by SIGKILL'), [cancelled('aws_eip.b')]],
    ['has not said why, as one that panics', failed, []],
  ])('stays whole where Terraform %s', async (_, error, last) => {
    const at = place();
    const writer = await JournalWriter.begin(at, toMake);
    for (const each of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), ...last]) writer.note(each);
    await writer.fail(error, state({ 'aws_vpc.a': 'vpc-1' }));
    expect(await madeAt(at)).toEqual({ 'aws_vpc.a': ['vpc-1'], 'aws_eip.b': [], 'aws_iam_role.c': [] });
  });

  test('stays whole where the state cannot be read, which is told', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, toMake);
    for (const each of [begun('aws_vpc.a'), done('aws_vpc.a', 'vpc-1'), cancelled('aws_eip.b')]) writer.note(each);
    const unreachable = async () => {
      throw new UserError('s3://states cannot be reached');
    };
    await expect(writer.fail(failed, unreachable)).rejects.toThrow('cannot be reached');
    expect((await madeAt(at))['aws_vpc.a']).toEqual(['vpc-1']);
  });

  test('keeps the id of a replacement when that which it replaced is destroyed after it', async () => {
    const at = place();
    const writer = await JournalWriter.begin(at, new Map([['aws_security_group.a', 'sg-old']]));
    for (const each of [begun('aws_security_group.a'), done('aws_security_group.a', 'sg-new')]) writer.note(each);
    for (const each of [begun('aws_security_group.a', 'delete'), destroyed('aws_security_group.a')]) writer.note(each);
    writer.note(cancelled('aws_eip.b'));
    await writer.fail(failed, state({ 'aws_security_group.a': 'sg-old' }));
    expect(await madeAt(at)).toEqual({ 'aws_security_group.a': ['sg-new'] });
  });

  test('of a replacement that was on its way stays as long as the state has what it was to replace', async () => {
    const at = place();
    const writer = await JournalWriter.begin(
      at,
      new Map([
        ['aws_vpc.a', 'vpc-old'],
        ['aws_vpc.b', 'vpc-old-b'],
      ]),
    );
    for (const address of ['aws_vpc.a', 'aws_vpc.b'])
      for (const each of [begun(address), cancelled(address)]) writer.note(each);
    await writer.fail(failed, state({ 'aws_vpc.a': 'vpc-old', 'aws_vpc.b': 'vpc-tainted' }));
    expect(await madeAt(at)).toEqual({ 'aws_vpc.a': [] });
  });

  test('is none for an apply that makes nothing, whatever becomes of it', async () => {
    const at = place();
    await (await JournalWriter.begin(at, new Map())).end();
    await (await JournalWriter.begin(at, new Map())).fail(failed, nothing);
    expect(await at.list()).toEqual([]);
  });
});

describe('a journal that cannot be written', () => {
  /** As a bucket is of which the credentials have expired for a while. */
  const expiring = (isExpired: () => boolean): Place => {
    const at = place();
    const unlessExpired = async (work: () => Promise<void>) => {
      if (isExpired()) throw new UserError('ExpiredToken');
      await work();
    };
    return {
      ...at,
      write: (name, text) => unlessExpired(() => at.write(name, text)),
      remove: (name) => unlessExpired(() => at.remove(name)),
    };
  };
  const apply = async () => {
    let expired = false;
    const at = expiring(() => expired);
    const writer = await JournalWriter.begin(at, toMake);
    const expire = (now: boolean) => {
      expired = now;
    };
    return { at, writer, expire };
  };

  test('refuses an apply before it is begun', async () => {
    await expect(
      JournalWriter.begin(
        expiring(() => true),
        toMake,
      ),
    ).rejects.toThrow('ExpiredToken');
  });

  test('fails no apply that has come to a good end, but is told', async () => {
    const { writer, expire } = await apply();
    expire(true);
    writer.note(done('aws_vpc.a', 'vpc-1'));
    expect(await writer.end()).toBe('ExpiredToken');
  });

  test('is told of an apply that failed, whether it failed before or at the end', async () => {
    const { writer, expire } = await apply();
    expire(true);
    writer.note(begun('aws_vpc.a'));
    writer.note(done('aws_vpc.a', 'vpc-1'));
    writer.note(cancelled('aws_eip.b'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(writer.fail(failed, nothing)).rejects.toThrow('ExpiredToken');
  });

  test('is written in the end where that can be by then', async () => {
    const { at, writer, expire } = await apply();
    expire(true);
    writer.note(begun('aws_vpc.a'));
    writer.note(done('aws_vpc.a', 'vpc-1'));
    writer.note(cancelled('aws_eip.b'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expire(false);
    await writer.fail(failed, nothing);
    expect(await madeAt(at)).toEqual({ 'aws_vpc.a': ['vpc-1'] });
  });
});

describe('journals that were left', () => {
  const text = (since: string, made: object, format = 1) =>
    JSON.stringify({ format, since, who: `ana@${since}`, made });

  test('are read as one, with every id that was told of an address', async () => {
    const at = place();
    await at.write('b.json', text('2026-11-22', { 'aws_vpc.a': 'vpc-2', 'aws_eip.b': null }));
    await at.write('a.json', text('2026-11-21', { 'aws_vpc.a': 'vpc-1', 'aws_eip.b': 'eip-1' }));
    const left = await leftJournal(at);
    expect(Object.fromEntries(left?.made ?? [])).toEqual({ 'aws_vpc.a': ['vpc-1', 'vpc-2'], 'aws_eip.b': ['eip-1'] });
    expect(left && appliesOf(left)).toBe(
      'the applies of ana@2026-11-21, begun 2026-11-21, and of ana@2026-11-22, begun 2026-11-22,',
    );
  });

  test.each([
    [text('2026-11-22', {}, 2), 'one of format 2'],
    ['{"form', 'what begins with "{\\"form"'],
    ['{"format":1}', 'what begins with "{\\"format\\":1}"'],
    [text('2026', []), 'what begins with "{\\"format\\":1,\\"since\\":\\"2026\\",\\"who\\":\\"ana@20"'],
    ['null', 'what begins with "null"'],
  ])('are refused where one cannot be read, with what it is and what ends that: %s', async (content, found) => {
    const at = place();
    await at.write('a.json', content);
    const reading = leftJournal(at);
    await expect(reading).rejects.toBeInstanceOf(UserError);
    await expect(reading).rejects.toThrow(
      `a.json is no journal of an apply that can be read: found ${found}; expected one of format 1.\n  fix: `,
    );
    await expect(reading).rejects.toThrow(/: rm \S+a\.json$/);
  });

  test('are none where there is no folder', () => {
    expect(existsSync(join(folder, 'none'))).toBe(false);
    return expect(leftJournal(inFolder(join(folder, 'none')))).resolves.toBeUndefined();
  });
});
