import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSecretsManager, type RotationEvent, type SecretsManager } from '.';

const DAY_MS = 24 * 3600_000;
const LAMBDA = 'arn:aws:lambda:us-west-2:123456789012:function:rotate';

let clock: number;
let manager: SecretsManager;
/** What the rotation function does; each test sets its own. */
let invoke: (event: RotationEvent) => Promise<void>;
let problem: string | undefined;

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1);
  invoke = async () => {};
  problem = undefined;
  manager = createSecretsManager({
    invoker: { invoke: (_arn, event) => invoke(event), invocable: async () => problem },
    now: () => clock,
    attempts: 3,
    retryMs: 1,
  });
});

/** A response of any operation: what JSON has. */
type Answer = ReturnType<typeof JSON.parse>;

async function raw(operation: string, input: object, region = 'us-west-2'): Promise<{ status: number; body: Answer }> {
  const credential = `123456789012/20260101/${region}/secretsmanager/aws4_request`;
  const { status, body } = await manager.handle({
    method: 'POST',
    path: '/',
    headers: {
      'x-amz-target': `secretsmanager.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  return { status, body: JSON.parse(body.toString()) };
}

async function call(operation: string, input: object, region?: string): Promise<Answer> {
  const { status, body } = await raw(operation, input, region);
  if (status !== 200) throw new Error(`${operation}: ${body.__type}: ${body.Message}`);
  return body;
}

/** The refusal's name and message. */
async function refusal(operation: string, input: object, region?: string): Promise<string> {
  const { status, body } = await raw(operation, input, region);
  return status === 200 ? 'not refused' : `${body.__type}: ${body.Message}`;
}

const create = (Name: string, more: object = {}) =>
  call('CreateSecret', { Name, SecretString: 'one', ClientRequestToken: randomUUID(), ...more });
const put = (SecretString: string, more: object = {}) => ({
  SecretId: 's',
  SecretString,
  ClientRequestToken: randomUUID(),
  ...more,
});
const value = (more: object = {}) => call('GetSecretValue', { SecretId: 's', ...more });

describe('CreateSecret', () => {
  it('is found by its name, its ARN, and its ARN without the random end', async () => {
    const { ARN } = await create('s');
    for (const SecretId of ['s', ARN, ARN.slice(0, -7)]) expect((await value({ SecretId })).SecretString).toBe('one');
    expect(await refusal('GetSecretValue', { SecretId: 'other' })).toMatch(/^ResourceNotFoundException/);
  });

  it('is idempotent by token and value, and refuses anything else of that name', async () => {
    const ClientRequestToken = randomUUID();
    const first = await create('s', { ClientRequestToken });
    expect(await create('s', { ClientRequestToken })).toEqual(first);
    const again = { Name: 's', SecretString: 'two', ClientRequestToken };
    expect(await refusal('CreateSecret', again)).toMatch(/^ResourceExistsException: .*already exists/);
  });

  it('refuses a name, a token, a tag and a pair of values that AWS refuses', async () => {
    const base = { Name: 's', ClientRequestToken: randomUUID() };
    expect(await refusal('CreateSecret', { ...base, Name: 'a b' })).toMatch(/^ValidationException/);
    expect(await refusal('CreateSecret', { ...base, ClientRequestToken: 'short' })).toMatch(/^ValidationException/);
    expect(await refusal('CreateSecret', { ...base, SecretString: 'a', SecretBinary: 'YQ==' })).toMatch(
      /^InvalidParameter/,
    );
    const Tags = [{ Key: 'aws:x', Value: 'y' }];
    expect(await refusal('CreateSecret', { ...base, Tags })).toMatch(/^InvalidParameterException: .*reserved/);
    expect(await refusal('DescribeSecret', { SecretId: 's' })).toMatch(/^ResourceNotFound/);
  });
});

describe('PutSecretValue and UpdateSecret', () => {
  beforeEach(() => create('s'));

  it('moves AWSCURRENT, and AWSPREVIOUS after it', async () => {
    const first = (await value()).VersionId;
    await call('PutSecretValue', put('two'));
    const second = (await value()).VersionId;
    await call('UpdateSecret', put('three'));
    const { VersionIdsToStages } = await call('DescribeSecret', { SecretId: 's' });
    expect((await value()).SecretString).toBe('three');
    expect(VersionIdsToStages[second]).toEqual(['AWSPREVIOUS']);
    expect(VersionIdsToStages).not.toHaveProperty(first);
    const all = await call('ListSecretVersionIds', { SecretId: 's', IncludeDeprecated: true });
    expect(all.Versions).toHaveLength(3);
  });

  it('refuses a token that has another value, and takes the same one without effect', async () => {
    const ClientRequestToken = randomUUID();
    const staged = { ClientRequestToken, VersionStages: ['AWSPENDING'] };
    await call('PutSecretValue', put('two', staged));
    await call('UpdateSecretVersionStage', {
      SecretId: 's',
      VersionStage: 'AWSPENDING',
      RemoveFromVersionId: ClientRequestToken,
    });
    expect((await call('PutSecretValue', put('two', staged))).VersionStages).toEqual([]);
    expect(await refusal('PutSecretValue', put('three', staged))).toMatch(/^ResourceExistsException/);
    expect(await refusal('UpdateSecret', put('three', { ClientRequestToken }))).toMatch(/^ResourceExistsException/);
  });

  it('refuses no value, too many stages, and a rotation token of nobody', async () => {
    const base = { SecretId: 's', ClientRequestToken: randomUUID() };
    expect(await refusal('PutSecretValue', base)).toMatch(/^InvalidParameterException/);
    expect(await refusal('PutSecretValue', put('x', { VersionStages: [] }))).toMatch(/^InvalidParameterException/);
    expect(await refusal('PutSecretValue', put('x', { RotationToken: randomUUID() }))).toMatch(
      /^AccessDeniedException/,
    );
    await call('PutSecretValue', put('x', { RotationToken: manager.issueRotationToken('s') }));
  });
});

describe('GetSecretValue', () => {
  beforeEach(() => create('s'));

  it('refuses a version or a stage that is not there, and a stage that is another version’s', async () => {
    await call('PutSecretValue', put('two'));
    const { VersionId } = await value();
    expect(await refusal('GetSecretValue', { SecretId: 's', VersionId: randomUUID() })).toMatch(
      /^ResourceNotFound.*VersionId/,
    );
    expect(await refusal('GetSecretValue', { SecretId: 's', VersionStage: 'AWSPENDING' })).toMatch(
      /^ResourceNotFound.*AWSPENDING/,
    );
    const other = { SecretId: 's', VersionId, VersionStage: 'AWSPREVIOUS' };
    expect(await refusal('GetSecretValue', other)).toMatch(/^InvalidRequestException/);
  });
});

describe('UpdateSecretVersionStage', () => {
  let first: string;
  let second: string;
  beforeEach(async () => {
    first = (await create('s')).VersionId;
    second = (await call('PutSecretValue', put('two', { VersionStages: ['AWSPENDING'] }))).VersionId;
  });
  const move = (input: object) => ({ SecretId: 's', VersionStage: 'AWSCURRENT', ...input });

  it('moves a stage from the version that has it', async () => {
    await call('UpdateSecretVersionStage', move({ MoveToVersionId: second, RemoveFromVersionId: first }));
    const { VersionIdsToStages } = await call('DescribeSecret', { SecretId: 's' });
    expect(VersionIdsToStages).toEqual({ [first]: ['AWSPREVIOUS'], [second]: ['AWSPENDING', 'AWSCURRENT'] });
  });

  it.each([
    [
      'does not say where from',
      () => move({ MoveToVersionId: second }),
      /InvalidParameter.*can't be empty.*currently attached/,
    ],
    [
      'names the wrong version',
      () => move({ MoveToVersionId: second, RemoveFromVersionId: second }),
      /InvalidParameter.*currently attached/,
    ],
    ['takes AWSCURRENT off', () => move({ RemoveFromVersionId: first }), /InvalidParameter.*completely removed/],
    ['says neither', () => move({}), /InvalidParameter/],
    [
      'names an unknown version',
      () => move({ MoveToVersionId: randomUUID(), RemoveFromVersionId: first }),
      /ResourceNotFound/,
    ],
    [
      'takes off what is not there',
      () => ({ SecretId: 's', VersionStage: 'AWSPENDING', RemoveFromVersionId: first }),
      /InvalidParameter/,
    ],
  ])('refuses a call that %s', async (_what, input, expected) => {
    expect(await refusal('UpdateSecretVersionStage', input())).toMatch(expected);
  });

  it('refuses the 21st stage of a version', async () => {
    for (let number = 0; number < 19; number++) {
      await call('UpdateSecretVersionStage', {
        SecretId: 's',
        VersionStage: `stage${number}`,
        MoveToVersionId: second,
      });
    }
    const last = { SecretId: 's', VersionStage: 'one more', MoveToVersionId: second };
    expect(await refusal('UpdateSecretVersionStage', last)).toMatch(/^LimitExceededException/);
  });
});

describe('RotateSecret', () => {
  const rotate = (more: object = {}) => ({
    SecretId: 's',
    ClientRequestToken: randomUUID(),
    RotationLambdaARN: LAMBDA,
    RotationRules: { AutomaticallyAfterDays: 30 },
    ...more,
  });
  /** A function that works. */
  const works = async ({ Step, ClientRequestToken, RotationToken }: RotationEvent) => {
    const current = (await value()).VersionId;
    const common = { SecretId: 's', ClientRequestToken };
    if (Step === 'createSecret') {
      await call('PutSecretValue', {
        ...common,
        SecretString: 'rotated',
        VersionStages: ['AWSPENDING'],
        RotationToken,
      });
    }
    if (Step === 'finishSecret') {
      await call('UpdateSecretVersionStage', {
        SecretId: 's',
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: ClientRequestToken,
        RemoveFromVersionId: current,
      });
    }
  };
  beforeEach(() => create('s'));

  it('calls the four steps in order, each with a token of its own', async () => {
    const events: RotationEvent[] = [];
    invoke = async (event) => {
      events.push(event);
      await works(event);
    };
    const { VersionId, ARN } = await call('RotateSecret', rotate());
    await manager.idle();
    expect(events.map(({ Step }) => Step)).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
    expect(events.every((event) => event.SecretId === ARN && event.ClientRequestToken === VersionId)).toBe(true);
    expect(manager.rotationRecords.map(({ event }) => event)).toEqual(['RotationStarted', 'RotationSucceeded']);
    const described = await call('DescribeSecret', { SecretId: 's' });
    expect(described).toMatchObject({
      RotationEnabled: true,
      RotationLambdaARN: LAMBDA,
      LastRotatedDate: clock / 1000,
    });
    expect(described.NextRotationDate).toBe((clock + 30 * DAY_MS) / 1000);
  });

  it('goes through all steps again after an error, and gives up in the end', async () => {
    const calls: string[] = [];
    invoke = async (event) => {
      calls.push(event.Step);
      if (event.Step === 'setSecret') throw new Error('no');
      await works(event);
    };
    await call('RotateSecret', rotate());
    await manager.idle();
    expect(calls).toEqual(['createSecret', 'setSecret', 'createSecret', 'setSecret', 'createSecret', 'setSecret']);
    expect(manager.rotationRecords.at(-1)).toMatchObject({ event: 'RotationFailed', reason: 'no' });
  });

  it('refuses another rotation while one is pending, and tries that one again', async () => {
    invoke = () => Promise.reject(new Error('no'));
    const { VersionId } = await call('RotateSecret', rotate());
    await manager.idle();
    invoke = works;
    expect(await refusal('RotateSecret', rotate())).toMatch(
      /^InvalidRequestException: A previous rotation isn't complete/,
    );
    await manager.idle();
    expect(await value()).toMatchObject({ VersionId, SecretString: 'rotated' });
    await call('RotateSecret', rotate());
    await manager.idle();
    expect((await value()).VersionId).not.toBe(VersionId);
  });

  it('takes the next rotation while the last step of the one before has moved the stages and not returned', async () => {
    let next: Promise<unknown> | undefined;
    invoke = async (event) => {
      await works(event);
      if (event.Step === 'finishSecret') {
        await call('UpdateSecretVersionStage', {
          SecretId: 's',
          VersionStage: 'AWSPENDING',
          RemoveFromVersionId: event.ClientRequestToken,
        });
        next ??= call('RotateSecret', rotate());
        await next;
      }
    };
    await call('RotateSecret', rotate());
    await manager.idle();
    expect(manager.rotationRecords.map(({ event }) => event)).toEqual([
      'RotationStarted',
      'RotationSucceeded',
      'RotationStarted',
      'RotationSucceeded',
    ]);
  });

  it('counts a rotation whose version did not become current as failed', async () => {
    await call('RotateSecret', rotate());
    await manager.idle();
    expect(manager.rotationRecords.at(-1)).toMatchObject({ event: 'RotationFailed', reason: /not AWSCURRENT/ });
  });

  it('only tests when it is not to rotate at once: a version with the current value, gone afterwards', async () => {
    const seen: string[] = [];
    invoke = async ({ Step, ClientRequestToken }) => {
      seen.push(Step, (await value({ VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' })).SecretString);
    };
    const { VersionId } = await call('RotateSecret', rotate({ RotateImmediately: false }));
    await manager.idle();
    expect(seen).toEqual(['testSecret', 'one']);
    expect(Object.keys((await call('DescribeSecret', { SecretId: 's' })).VersionIdsToStages)).not.toContain(VersionId);
    expect(manager.rotationRecords.at(-1)?.event).toBe('TestRotationSucceeded');
  });

  it('refuses without a function, with one that it may not call, and with rules that are none', async () => {
    expect(await refusal('RotateSecret', { SecretId: 's', ClientRequestToken: randomUUID() })).toMatch(
      /^InvalidRequest.*No Lambda/,
    );
    problem = 'no permission';
    expect(await refusal('RotateSecret', rotate())).toMatch(/^AccessDeniedException: .*cannot invoke/);
    problem = undefined;
    for (const RotationRules of [
      { AutomaticallyAfterDays: 0 },
      { AutomaticallyAfterDays: 1001 },
      { AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(1 day)' },
      { ScheduleExpression: 'daily' },
    ]) {
      expect(await refusal('RotateSecret', rotate({ RotationRules }))).toMatch(/^InvalidParameterException/);
    }
  });

  it('is cancelled: no further step, rotation off, AWSPENDING left where it is', async () => {
    const called: string[] = [];
    invoke = async ({ Step }) => {
      called.push(Step);
      await call('CancelRotateSecret', { SecretId: 's' });
    };
    const { VersionId } = await call('RotateSecret', rotate());
    await manager.idle();
    expect(called).toEqual(['createSecret']);
    const described = await call('DescribeSecret', { SecretId: 's' });
    expect(described.RotationEnabled).toBe(false);
    expect(described.VersionIdsToStages[VersionId]).toEqual(['AWSPENDING']);
  });
});

describe('DeleteSecret and RestoreSecret', () => {
  beforeEach(() => create('s'));

  it('keeps a secret for its window, in which it can be restored and nothing else', async () => {
    await call('DeleteSecret', { SecretId: 's', RecoveryWindowInDays: 7 });
    expect(await refusal('GetSecretValue', { SecretId: 's' })).toMatch(/^InvalidRequest.*marked for deletion/);
    expect(await refusal('PutSecretValue', put('x'))).toMatch(/^InvalidRequest/);
    expect(await refusal('CreateSecret', { Name: 's', ClientRequestToken: randomUUID() })).toMatch(
      /^InvalidRequest.*scheduled for deletion/,
    );
    clock += 7 * DAY_MS - 1;
    await call('RestoreSecret', { SecretId: 's' });
    expect((await value()).SecretString).toBe('one');
    await call('DeleteSecret', { SecretId: 's' });
    clock += 30 * DAY_MS;
    expect(await refusal('RestoreSecret', { SecretId: 's' })).toMatch(/^ResourceNotFound/);
    await create('s');
  });

  it.each([6, 31])('refuses a window of %i days', async (RecoveryWindowInDays) => {
    expect(await refusal('DeleteSecret', { SecretId: 's', RecoveryWindowInDays })).toMatch(/between 7 and 30/);
  });

  it('is forced at once, also for a secret that is not there', async () => {
    const both = { SecretId: 's', ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 7 };
    expect(await refusal('DeleteSecret', both)).toMatch(/^InvalidParameter.*in conjunction/);
    await call('DeleteSecret', { SecretId: 's', ForceDeleteWithoutRecovery: true });
    expect(await refusal('DescribeSecret', { SecretId: 's' })).toMatch(/^ResourceNotFound/);
    await call('DeleteSecret', { SecretId: 's', ForceDeleteWithoutRecovery: true });
  });
});

describe('GetRandomPassword', () => {
  const password = async (input: object) => (await call('GetRandomPassword', input)).RandomPassword;

  it('draws of every type that is included, and of nothing that is excluded', async () => {
    for (let round = 0; round < 50; round++) {
      expect(await password({ PasswordLength: 4 })).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!-/:-@[-`{-~]).{4}$/);
    }
    expect(await password({ ExcludePunctuation: true, ExcludeCharacters: 'abcdef' })).toMatch(/^[g-zA-Z0-9]{32}$/);
    const only = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true, IncludeSpace: true };
    expect(await password({ ...only, PasswordLength: 4096 })).toMatch(/^[0-9 ]{4096}$/);
  });

  it.each([
    [{ PasswordLength: 0 }],
    [{ PasswordLength: 4097 }],
    [{ PasswordLength: 3 }],
    [{ ExcludeCharacters: '0123456789' }],
    [{ ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true }],
  ])('refuses %o', async (input) => {
    expect(await refusal('GetRandomPassword', input)).toMatch(/^InvalidParameterException/);
  });
});

describe('resource policies', () => {
  const policy = (Principal: unknown) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
    });
  beforeEach(() => create('s'));

  it('are stored, given back and deleted', async () => {
    const ResourcePolicy = policy({ AWS: '123456789012' });
    await call('PutResourcePolicy', { SecretId: 's', ResourcePolicy, BlockPublicPolicy: true });
    expect((await call('GetResourcePolicy', { SecretId: 's' })).ResourcePolicy).toBe(ResourcePolicy);
    await call('DeleteResourcePolicy', { SecretId: 's' });
    expect(await call('GetResourcePolicy', { SecretId: 's' })).not.toHaveProperty('ResourcePolicy');
  });

  it('are refused when they are none, or public where that is blocked', async () => {
    const malformed = { SecretId: 's', ResourcePolicy: '{"Statement":[{}]}' };
    expect(await refusal('PutResourcePolicy', malformed)).toMatch(/^MalformedPolicyDocumentException/);
    expect(await refusal('PutResourcePolicy', { SecretId: 's', ResourcePolicy: '{' })).toMatch(/^MalformedPolicy/);
    const open = { SecretId: 's', ResourcePolicy: policy('*'), BlockPublicPolicy: true };
    expect(await refusal('PutResourcePolicy', open)).toMatch(/^PublicPolicyException/);
    expect((await call('ValidateResourcePolicy', open)).PolicyValidationPassed).toBe(false);
    expect(
      (await call('ValidateResourcePolicy', { ResourcePolicy: policy({ AWS: '1' }) })).PolicyValidationPassed,
    ).toBe(true);
  });
});

describe('replicas', () => {
  const regions = (...names: string[]) => ({ SecretId: 's', AddReplicaRegions: names.map((Region) => ({ Region })) });
  beforeEach(() => create('s'));

  it('show the primary’s value and take no change, until they stand alone', async () => {
    await call('ReplicateSecretToRegions', regions('eu-west-1'));
    await call('PutSecretValue', put('two'));
    expect((await call('GetSecretValue', { SecretId: 's' }, 'eu-west-1')).SecretString).toBe('two');
    expect(await refusal('PutSecretValue', put('x'), 'eu-west-1')).toMatch(/^InvalidRequest.*replica/);
    expect(await refusal('DeleteSecret', { SecretId: 's' })).toMatch(/^InvalidRequest.*replica regions: eu-west-1/);
    await call('StopReplicationToReplica', { SecretId: 's' }, 'eu-west-1');
    await call('PutSecretValue', put('three'));
    expect((await call('GetSecretValue', { SecretId: 's' }, 'eu-west-1')).SecretString).toBe('two');
    await call('PutSecretValue', put('own'), 'eu-west-1');
    expect(await refusal('StopReplicationToReplica', { SecretId: 's' }, 'eu-west-1')).toMatch(/^InvalidRequest/);
  });

  it('are refused in the own region, twice, over another secret, and taken away', async () => {
    await call('CreateSecret', { Name: 's', ClientRequestToken: randomUUID() }, 'eu-west-2');
    expect(await refusal('ReplicateSecretToRegions', regions('us-west-2'))).toMatch(/^InvalidParameter/);
    expect(await refusal('ReplicateSecretToRegions', regions('eu-west-2'))).toMatch(/^ResourceExists/);
    await call('ReplicateSecretToRegions', { ...regions('eu-west-2'), ForceOverwriteReplicaSecret: true });
    expect(await refusal('ReplicateSecretToRegions', regions('eu-west-2'))).toMatch(/^ResourceExists/);
    const remove = { SecretId: 's', RemoveReplicaRegions: ['eu-west-2'] };
    expect((await call('RemoveRegionsFromReplication', remove)).ReplicationStatus).toEqual([]);
    expect(await refusal('RemoveRegionsFromReplication', remove)).toMatch(/^InvalidParameter/);
    expect(await refusal('DescribeSecret', { SecretId: 's' }, 'eu-west-2')).toMatch(/^ResourceNotFound/);
  });
});

describe('tags and lists', () => {
  it('are written, taken away and counted', async () => {
    await create('s', { Tags: [{ Key: 'a', Value: '1' }] });
    await call('TagResource', { SecretId: 's', Tags: [{ Key: 'b', Value: '2' }] });
    await call('UntagResource', { SecretId: 's', TagKeys: ['a'] });
    expect((await call('DescribeSecret', { SecretId: 's' })).Tags).toEqual([{ Key: 'b', Value: '2' }]);
    const Tags = Array.from({ length: 50 }, (_, number) => ({ Key: `t${number}`, Value: '' }));
    expect(await refusal('TagResource', { SecretId: 's', Tags })).toMatch(/^LimitExceeded/);
    expect(await refusal('UntagResource', { SecretId: 's', TagKeys: ['aws:x'] })).toMatch(/^InvalidParameter/);
  });

  it('come in pages, filtered, without what is being deleted', async () => {
    for (const name of ['app/one', 'app/two', 'web/one']) await create(name);
    const names = (answer: Answer) => answer.SecretList.map(({ Name }: { Name: string }) => Name);
    const filter = { Filters: [{ Key: 'name', Values: ['app/'] }] };
    expect(names(await call('ListSecrets', filter))).toEqual(['app/one', 'app/two']);
    const first = await call('ListSecrets', { MaxResults: 2 });
    expect(names(await call('ListSecrets', { MaxResults: 2, NextToken: first.NextToken }))).toEqual(['web/one']);
    await call('DeleteSecret', { SecretId: 'web/one' });
    expect(names(await call('ListSecrets', {}))).toHaveLength(2);
    expect(names(await call('ListSecrets', { IncludePlannedDeletion: true }))).toHaveLength(3);
    expect(await refusal('ListSecrets', { NextToken: 'x' })).toMatch(/^InvalidNextToken/);
  });
});

describe('a secret that a service manages', () => {
  const place = { accountId: '123456789012', region: 'us-west-2', service: 'rds', name: 'db-1' };
  const secret = { ...place, description: 'of RDS', tags: { 'aws:rds:primaryDBInstanceArn': 'arn' }, value: 'one' };

  it('is read by customers, and written and deleted by the service alone', async () => {
    const SecretId = manager.managed.create(secret);
    const tags = [{ Key: 'aws:rds:primaryDBInstanceArn', Value: 'arn' }];
    const shown = await call('DescribeSecret', { SecretId });
    expect(shown).toMatchObject({ Name: 'rds!db-1', OwningService: 'rds', Tags: tags });
    const ClientRequestToken = randomUUID();
    const { VersionId: RemoveFromVersionId } = await call('GetSecretValue', { SecretId });
    const stage = { VersionStage: 'AWSPENDING', MoveToVersionId: RemoveFromVersionId };
    for (const [operation, input] of [
      ['PutSecretValue', { SecretString: 'two', ClientRequestToken }],
      ['UpdateSecret', { Description: 'mine' }],
      ['UpdateSecretVersionStage', stage],
      ['DeleteSecret', { ForceDeleteWithoutRecovery: true }],
    ] as const) {
      expect(await refusal(operation, { SecretId, ...input })).toMatch(/^InvalidRequestException.*managed by rds/);
    }
    manager.managed.put(SecretId, 'two');
    expect((await call('GetSecretValue', { SecretId })).SecretString).toBe('two');
    expect((await call('GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
    manager.managed.remove(SecretId);
    expect(await refusal('DescribeSecret', { SecretId })).toMatch(/^ResourceNotFound/);
  });

  it('has a name that no customer can give', async () => {
    const input = { Name: 'rds!db-1', SecretString: 'one', ClientRequestToken: randomUUID() };
    expect(await refusal('CreateSecret', input)).toMatch(/^ValidationException/);
  });
});

it('refuses what is no operation and what is no JSON', async () => {
  expect(await refusal('Dance', {})).toMatch(/^UnknownOperationException/);
  const { status } = await manager.handle({
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': 'secretsmanager.ListSecrets' },
    body: Buffer.from('{'),
  });
  expect(status).toBe(400);
});
