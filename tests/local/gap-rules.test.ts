import { describe, expect, test } from 'vitest';
import { alarmsOfRule } from '../../scripts/local/gateway/gaps/cloudwatch-alarm-rule';
import { checkDependents } from '../../scripts/local/gateway/gaps/cloudwatch-composite-alarms';
import { conditionHolds } from '../../scripts/local/gateway/gaps/policy-conditions';
import { checkedRules } from '../../scripts/local/gateway/gaps/s3-lifecycle-rules';
import { checkedPolicy, isPublic } from '../../scripts/local/gateway/gaps/s3-policy-document';
import { parseXml } from '../../scripts/local/gateway/xml';

describe('a composite alarm’s rule', () => {
  test.each([
    ['TRUE', []],
    ['ALARM(a)', ['a']],
    ['ALARM("a b (c)") AND NOT OK(d)', ['a b (c)', 'd']],
    ['(ALARM(a) OR INSUFFICIENT_DATA(b)) AND (NOT (OK(c)))', ['a', 'b', 'c']],
    ['ALARM(arn:aws:cloudwatch:us-west-2:123456789012:alarm:a)', ['a']],
  ])('%s names %o', (rule, alarms) => {
    expect(alarmsOfRule(rule)).toEqual(alarms);
  });

  test.each(['', 'a', 'ALARM()', 'ALARM(a', 'ALARM(a) ALARM(b)', 'ALARM(a) AND', '(TRUE', 'TRUE)', 'NOT', 'XOR(a)'])(
    '"%s" is none',
    (rule) => {
      expect(alarmsOfRule(rule)).toBeUndefined();
    },
  );
});

describe('an alarm', () => {
  const composites = new Map(
    Object.entries({
      layer: { AlarmRule: 'ALARM("group") OR ALARM("a")' },
      group: { AlarmRule: 'ALARM("b") OR ALARM("c")' },
      quiet: {
        AlarmRule: 'ALARM(arn:aws:cloudwatch:us-west-2:123456789012:alarm:d)',
        ActionsSuppressor: 'arn:aws:cloudwatch:us-west-2:123456789012:alarm:night',
      },
    }).map(([name, own]) => [name, JSON.stringify(own)]),
  );

  test.each([[['layer']], [['other']], [['quiet', 'd', 'night']], [['group', 'b', 'layer']]])(
    '%j goes, for no composite alarm that stays names it',
    (names) => {
      expect(() => checkDependents(names, composites)).not.toThrow();
    },
  );

  test.each([
    [['a'], 'a', 'it'],
    [['group'], 'group', 'it'],
    [['d'], 'd', 'it'],
    [['night'], 'night', 'it'],
    [['b', 'other', 'layer'], 'b', 'it'],
    [['a', 'b'], 'a,b', 'them'],
  ])('%j stays, for one that stays names %s', (names, needed, them) => {
    const words = `Cannot delete ${needed} as there are composite alarm(s) depending on ${them}.`;
    expect(() => checkDependents(names, composites)).toThrow(words);
  });
});

describe('a condition', () => {
  const values = {
    'aws:SecureTransport': 'true',
    's3:x-amz-server-side-encryption': 'aws:kms',
    's3:x-amz-acl': undefined,
  };
  const key = 's3:x-amz-server-side-encryption';

  test.each([
    [{ Bool: { 'aws:SecureTransport': 'false' } }, false],
    [{ Bool: { 'aws:securetransport': true } }, true],
    [{ StringNotEquals: { [key]: 'aws:kms' } }, false],
    [{ StringNotEquals: { [key]: ['AES256', 'aws:kms:dsse'] } }, true],
    [{ StringLike: { [key]: 'aws:*' } }, true],
    // An absent key: negated operators hold, others only with IfExists, and Null says it.
    [{ StringEquals: { 's3:x-amz-acl': 'private' } }, false],
    [{ StringNotEquals: { 's3:x-amz-acl': 'private' } }, true],
    [{ StringEqualsIfExists: { 's3:x-amz-acl': 'private' } }, true],
    [{ StringNotEqualsIfExists: { 's3:x-amz-acl': 'private' } }, true],
    [{ Null: { 's3:x-amz-acl': 'true' } }, true],
    [{ Null: { [key]: 'true' } }, false],
    // All must hold; one that does not decides, even next to one that cannot be judged.
    [{ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { [key]: 'AES256' } }, false],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, undefined],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1', [key]: 'AES256' } }, false],
    [{ IpAddress: { [key]: '10.0.0.0/8' } }, undefined],
    [undefined, true],
  ])('%j: %s', (condition, expected) => {
    expect(conditionHolds(condition, values)).toBe(expected);
  });
});

describe('lifecycle rules', () => {
  const check = (rule: string, more = '') =>
    checkedRules(
      parseXml(`<LifecycleConfiguration><Rule><Status>Enabled</Status>${rule}</Rule>${more}</LifecycleConfiguration>`),
    );
  const filter = '<Filter><Prefix/></Filter>';
  const move = (days: number, storageClass: string) =>
    `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
  const expire = (days: number) => `<Expiration><Days>${days}</Days></Expiration>`;

  test.each([
    [filter + expire(1)],
    [filter + move(30, 'STANDARD_IA') + move(60, 'GLACIER') + expire(61)],
    [filter + move(0, 'GLACIER')],
    [`<Prefix>logs/</Prefix>${expire(9)}`],
    [`${filter}<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>`],
  ])('%s is taken, and gets an id', (rule) => {
    expect(check(rule)).toEqual([expect.objectContaining({ ID: expect.stringMatching(/./), Status: 'Enabled' })]);
  });

  test.each([
    ['no action', filter, 'InvalidRequest'],
    ['no filter', expire(1), 'MalformedXML'],
    ['filter and prefix', `${filter}<Prefix/>${expire(1)}`, 'MalformedXML'],
    ['29 days to infrequent access', filter + move(29, 'STANDARD_IA'), 'InvalidArgument'],
    ['29 days in infrequent access', filter + move(30, 'STANDARD_IA') + move(59, 'GLACIER'), 'InvalidArgument'],
    ['up again', filter + move(30, 'GLACIER') + move(60, 'STANDARD_IA'), 'InvalidArgument'],
    ['expiry with the move', filter + move(30, 'GLACIER') + expire(30), 'InvalidArgument'],
    ['an unknown class', filter + move(30, 'COLD'), 'MalformedXML'],
    ['no days', filter + expire(0), 'InvalidArgument'],
    ['days and date', `${filter}<Expiration><Days>1</Days><Date>2030-01-01</Date></Expiration>`, 'MalformedXML'],
  ])('%s is refused', (_, rule, code) => {
    expect(() => check(rule)).toThrow(expect.objectContaining({ code, status: 400 }));
  });

  test('an id stands for one rule', () => {
    const rule = `<ID>a</ID>${filter}${expire(1)}`;
    const twice = `<Rule><Status>Enabled</Status>${rule}</Rule>`;
    expect(() => check(rule, twice)).toThrow('Rule ID must be unique');
  });
});

describe('a bucket policy', () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my.bucket/*' };
  const policy = (change: object) => JSON.stringify({ Version: '2012-10-17', Statement: { ...statement, ...change } });

  test.each([
    [{}, true],
    [{ Principal: { AWS: ['*'] } }, true],
    [{ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, false],
    [{ Principal: { Service: 'logging.s3.amazonaws.com' } }, false],
    [{ Effect: 'Deny' }, false],
    [{ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
  ])('with %j is public: %s', (change, expected) => {
    expect(isPublic(checkedPolicy(policy(change), 'my.bucket'))).toBe(expected);
  });

  test.each([
    ['{', 'Policies must be valid JSON'],
    ['{}', 'Missing required field Statement'],
    ['{"Version": "2020-01-01", "Statement": []}', 'valid version'],
    ['{"Statement": []}', 'Statement is empty'],
    [policy({ Effect: 'Permit' }), 'Invalid effect'],
    [policy({ Principal: undefined }), 'Missing required field Principal'],
    [policy({ Action: 'ec2:RunInstances' }), 'invalid action'],
    [policy({ Resource: 'arn:aws:s3:::myxbucket/*' }), 'invalid resource'],
    [policy({ Sid: 'x'.repeat(20 * 1024) }), 'maximum allowed document size'],
  ])('%.60s is refused', (text, message) => {
    expect(() => checkedPolicy(text, 'my.bucket')).toThrow(
      expect.objectContaining({ code: 'MalformedPolicy', message: expect.stringContaining(message) }),
    );
  });
});
