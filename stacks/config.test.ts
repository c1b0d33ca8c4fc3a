import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { exampleConfig, parseConfig, variableName, variables } from './config';

const example = parseEnv(exampleConfig());
const parse = (changes: Record<string, string | undefined>) =>
  parseConfig({ variables: { ...example, ...changes }, source: 'config.env' });

/** For each variable what is malformed, with values on both sides of a boundary where there is one. */
const cases: Record<keyof typeof variables, { legal: readonly string[]; malformed: readonly string[] }> = {
  project: {
    legal: ['ab', `a${'b'.repeat(19)}`, 'a-1'],
    malformed: ['a', `a${'b'.repeat(20)}`, '1a', 'a-', 'A-b', 'a_b', ''],
  },
  owner: { legal: ['x', 'Platform team', 'a.b@c_d-e', 'x'.repeat(64)], malformed: ['', 'x'.repeat(65), 'a/b'] },
  region: {
    legal: ['us-west-2', 'us-gov-west-1', 'ap-southeast-1'],
    malformed: ['us-west', 'US-WEST-2', 'us-west-2a', 'uswest2', ''],
  },
  nonProductionAccountId: {
    legal: ['000000000000'],
    malformed: ['11112222333', '1111222233334', '1111-2222-3333', '11112222333x', ''],
  },
  productionAccountId: {
    legal: ['999999999999'],
    malformed: ['44445555666', '4444555566667', ' 444455556666', ''],
  },
  nonProductionRoleArn: {
    legal: ['', 'arn:aws:iam::111122223333:role/deploy', 'arn:aws-us-gov:iam::111122223333:role/path/to/deploy'],
    malformed: ['deploy', 'arn:aws:iam::1111:role/deploy', 'arn:aws:iam::111122223333:user/deploy'],
  },
  productionRoleArn: {
    legal: ['', 'arn:aws:iam::444455556666:role/deploy'],
    malformed: ['arn:aws:iam::444455556666:role/', 'arn:aws:iam::444455556666:role/a b'],
  },
  roleExternalId: { legal: ['', 'ab', 'x'.repeat(1224)], malformed: ['a', 'x'.repeat(1225), 'a b'] },
  alarmEmails: {
    legal: ['', 'a@b.c', ' a@b.c , d@e.f.g ,'],
    malformed: ['a', 'a@b', 'a@b.', 'a@b.c d@e.f', 'a@b.c,nobody'],
  },
  trustedNetworks: {
    legal: ['', '198.51.100.0/24', ' 198.51.100.0/24 , 2001:db8:12::/48 ,', '203.0.113.7/32', '2001:db8::1/128'],
    malformed: [
      'office',
      '198.51.100.0',
      '198.51.100.1/24',
      '198.51.100.0/33',
      '300.51.100.0/24',
      '2001:db8::1/64',
      '2001:DB8::/32',
      '2001:db8::/129',
      '198.51.100.0/24 203.0.113.0/24',
      '198.51.100.0/24,office',
    ],
  },
  allowDestroys: { legal: ['', 'dev', 'staging, prod'], malformed: ['production', 'dev prod', 'all'] },
  lockTimeout: {
    legal: ['0s', '2s', '99999s', '15m', '9999m', '1h', '999h', '1h30m', '1h30m5s'],
    malformed: ['', '15', '15 m', '-1s', '1.5h', '5s15m', '15M', '1d', '100000s', '15min', 'forever'],
  },
};

test('the example is legal, and names every variable', () => {
  expect(parse({}).faults).toEqual([]);
  expect(Object.keys(example).sort()).toEqual(Object.keys(variables).map(variableName).sort());
});

test('a list is cut at commas', () => {
  expect(parse({ GROUNDWORK_ALARM_EMAILS: ' a@b.c , d@e.f ' }).config.alarmEmails).toEqual(['a@b.c', 'd@e.f']);
});

describe.each(Object.entries(cases))('%s', (key, { legal, malformed }) => {
  const name = variableName(key);
  const { default: fallback, expected } = variables[key as keyof typeof variables];

  test.each(legal.map((text) => [text]))('takes %j', (text) => {
    expect(parse({ [name]: text }).faults).toEqual([]);
  });

  test.each(malformed.map((text) => [text]))('refuses %j, and nothing else', (text) => {
    const [fault, ...others] = parse({ [name]: text }).faults;
    expect(others).toEqual([]);
    expect(fault?.startsWith(`config.env: ${name}: found ${JSON.stringify(text)}; expected ${expected}.`)).toBe(true);
  });

  test('that is not set takes its default, or is asked for', () => {
    const { faults } = parse({ [name]: undefined });
    if (fallback === undefined) expect(faults).toEqual([expect.stringContaining(`${name}: not set; expected`)]);
    else expect(faults).toEqual([]);
  });
});

test('all faults are told at once, a misspelt variable among them', () => {
  const { faults } = parse({
    GROUNDWORK_REGION: 'nowhere',
    GROUNDWORK_OWNER: undefined,
    GROUNDWORK_PRODUCTION_ACCOUNT_ID: '1',
    GROUNDWORK_ACCOUNT: '111122223333',
  });
  expect(faults.map((fault) => /config\.env: (\w+)/.exec(fault)?.[1])).toEqual([
    'GROUNDWORK_ACCOUNT',
    'GROUNDWORK_OWNER',
    'GROUNDWORK_REGION',
    'GROUNDWORK_PRODUCTION_ACCOUNT_ID',
  ]);
  expect(faults[0]).toContain('expected one of GROUNDWORK_PROJECT');
});

test('variables of others are no business of ours', () => {
  expect(parse({ AWS_REGION: 'nowhere', PATH: '/bin' }).faults).toEqual([]);
});
