import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountFault } from '../../scripts/deployment/account';
import { localEndpoint } from '../../scripts/deployment/local-endpoint';
import { ownConfigFault } from '../../scripts/deployment/own-config';
import { coloured, paintFor, plain } from '../../scripts/deployment/paint';

describe('the account', () => {
  it('must be the environment’s', () => {
    const environment = { name: 'prod', accountId: '444455556666' };
    const identity = (accountId: string) => ({ accountId, arn: `arn:aws:iam::${accountId}:user/ana` });
    expect(accountFault(environment, identity('444455556666'))).toBeUndefined();
    expect(accountFault(environment, identity('111122223333'))).toContain(
      'the credentials are of account 111122223333 (arn:aws:iam::111122223333:user/ana); expected account 444455556666',
    );
  });

  it.each([
    ['http://127.0.0.1:4566', '127.0.0.1:4566'],
    ['http://localhost:5000/', 'localhost:5000'],
    ['http://[::1]:5000', '[::1]:5000'],
    ['https://s3.us-west-2.amazonaws.com', undefined],
    ['http://127.0.0.1.example.com', undefined],
    ['http://10.0.0.1:80', undefined],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('behind %s is on this machine: %s', (url, expected) => {
    expect(localEndpoint({ AWS_ENDPOINT_URL: url })).toBe(expected);
  });

  it('is not taken from the example, but for a cloud on this machine', () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(ownConfigFault(folder, {})).toContain('cp config.env.example config.env');
    expect(ownConfigFault(folder, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toBeUndefined();
    const given = {
      GROUNDWORK_OWNER: 'ana',
      GROUNDWORK_NON_PRODUCTION_ACCOUNT_ID: '111122223333',
    };
    expect(ownConfigFault(folder, given)).toMatch(/set GROUNDWORK_PRODUCTION_ACCOUNT_ID in/);
    expect(ownConfigFault(folder, { ...given, GROUNDWORK_PRODUCTION_ACCOUNT_ID: '444455556666' })).toBeUndefined();
    writeFileSync(join(folder, 'config.env'), '');
    expect(ownConfigFault(folder, {})).toBeUndefined();
  });
});

describe('colour', () => {
  it('is for a terminal that wants it', () => {
    expect(paintFor({ isTTY: true }, {})).toBe(coloured);
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })).toBe(plain);
    expect(paintFor({}, {})).toBe(plain);
  });
});
