import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../scripts/deployment/paint';
import { readPlan } from '../../scripts/deployment/plan-json';
import { planLines } from '../../scripts/deployment/plan-report';
import { commentBody, markerOf } from '../../scripts/notify/comment';
import { masked } from '../../scripts/notify/mask';
import { slackText } from '../../scripts/notify/slack';
import { change, planJson } from '../commands/plan-fixture';

const about = {
  environment: 'dev',
  failed: false,
  commit: '0123456789abcdef',
  page: 'https://github.com/o/n/actions/runs/1',
};
const body = (text: string, more: object = {}) => commentBody({ ...about, text, ...more });

describe('what must not be seen', () => {
  it.each([
    ['an access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a session’s key', 'ASIAIOSFODNN7EXAMPLE'],
    ['a token of GitHub', `ghs_${'a'.repeat(36)}`],
    ['a webhook', 'https://hooks.slack.com/services/T0/B0/xyz'],
    ['an account', '111122223333'],
    ['the account of an ARN', 'arn:aws:iam::111122223333:role/deploy'],
    ['an address', 'oncall@example.com'],
    ['a password in an address', 'postgres://admin:hunter22@db'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ['half of one', '-----BEGIN PRIVATE KEY-----\nMIIE'],
  ])('%s is masked', (_, secret) => {
    const text = masked(`before ${secret} after`, {});
    expect(text).toContain('***');
    for (const part of ['AKIA', 'ASIA', 'ghs_', 'services/T0', '111122223333', 'oncall', 'hunter22', 'MIIE'])
      expect(text).not.toContain(part);
  });

  it('is whatever a variable with the name of a secret holds', () => {
    const value = fc.string({ minLength: 8, maxLength: 60 }).filter((each) => !'before after ***'.includes(each));
    fc.assert(
      fc.property(value, fc.constantFrom('GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'DB_PASSWORD'), (secret, name) => {
        // Colours are taken out of the text before, so a secret with one in it cannot be in it any more.
        fc.pre(masked(secret, {}) === secret);
        expect(masked(`before ${secret} after ${secret}`, { [name]: secret })).toBe('before *** after ***');
      }),
    );
  });

  it('is not what a plan has to say', () => {
    const text = 'dev-network: 1 to add\n  + aws_vpc.Vpc_9A8B7C6D5E\n  ± aws_kms_key.K is REPLACED because of policy';
    expect(masked(text, { HOME: 'aws_vpc.Vpc', SHORT_TOKEN: 'aws' })).toBe(text);
    expect(masked('\x1b[31m- aws_vpc.v\x1b[39m', {})).toBe('- aws_vpc.v');
  });
});

describe('the comment of a plan', () => {
  it('has addresses and names of attributes, and never a value', () => {
    const values = { password: 'before-secret', master_password: 'hunter22' };
    const changes = [
      change('aws_db_instance.db', ['update'], { before: values, after: { password: 'after-secret', port: 4711 } }),
      change('aws_db_instance.gone', ['delete'], { before: values }),
      change('aws_s3_bucket.b', ['delete', 'create'], {
        before: { bucket: 'name-of-it' },
        replace_paths: [['bucket']],
      }),
    ];
    const plan = readPlan(planJson(changes, { password: { actions: ['update'], after: 'out-secret' } }));
    const text = body(masked(planLines('dev-data', plan, 'cdktf.out/plan.txt', plain).join('\n'), {}));
    expect(text).toContain('aws_s3_bucket.b is REPLACED because of bucket');
    expect(text).not.toMatch(/secret|hunter22|4711|name-of-it/);
  });

  it('begins with what it is found again by, and shows the layers before the resources', () => {
    const text = body('[12:00] Plan\ndev-network: 1 to add, 0 to change\n  + aws_vpc.v\ndev-data: no changes\n');
    expect(text.startsWith(markerOf('dev'))).toBe(true);
    expect(text.split('<details>')[0]).toContain('```\ndev-network: 1 to add, 0 to change\ndev-data: no changes\n```');
    expect(text.split('<details>')[1]).toContain('+ aws_vpc.v');
    expect(text).not.toContain('Something is destroyed');
  });

  it.each(['REPLACED', 'DESTROYED', 'RESTARTS NOW'])('says at its top where something is %s', (word) => {
    expect(body(`dev-data: x\n  aws_db_instance.a ${word}`).split('<details>')[0]).toContain('Something is destroyed');
  });

  it('says where a plan failed, and is there without any text', () => {
    const text = body('', { failed: true });
    expect(text).toContain('### Plan of dev: failed');
    expect(text).toContain('nothing was planned');
  });

  it('fits whatever the plan is, and nothing in it ends the block', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n') }), (text) => {
        const [fence = ''] = body(text).match(/^`+$/m) ?? [];
        expect(text.split('\n').every((line) => !line.startsWith(fence))).toBe(true);
      }),
    );
    expect(body('x'.repeat(200_000)).length).toBeLessThan(65_536);
    expect(body('x'.repeat(200_000))).toContain('The rest, 140000 characters');
  });
});

it('Slack is told in its own escapes', () => {
  const run = { repository: 'o/n', commit: 'a'.repeat(40), actor: '<!channel>', page: 'https://github.com/x' };
  expect(slackText('deployment of dev', 'success', run)).toBe(
    `✓ o/n: deployment of dev: success, ${'a'.repeat(12)} by &lt;!channel&gt; <https://github.com/x|run>`,
  );
});
