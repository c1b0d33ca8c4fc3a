import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clientEnvironment } from '../../scripts/local/environment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'environment-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What a client hands to its transport. */
interface HttpRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
}

const make = () => clientEnvironment('http://127.0.0.1:1', '123456789012', 'us-west-2', folder);

test('what the user has set for AWS does not reach a client', async () => {
  vi.stubEnv('AWS_PROFILE', 'production');
  vi.stubEnv('AWS_SESSION_TOKEN', 'theirs');
  vi.stubEnv('AWS_ENDPOINT_URL_STS', 'https://sts.example.com');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
  for (const [name, value] of Object.entries(make())) vi.stubEnv(name, value);
  const asked: string[] = [];
  const handle = async ({ protocol, hostname, port }: HttpRequest): Promise<never> => {
    asked.push(`${protocol}//${hostname}:${port}`);
    throw new Error('not sent');
  };
  const client = new STSClient({ requestHandler: { handle }, maxAttempts: 1 });
  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toThrow('not sent');
  expect(asked).toEqual(['http://127.0.0.1:1']);
  const { config } = client;
  expect(await config.credentials()).toMatchObject({ accessKeyId: '123456789012', secretAccessKey: 'local' });
  expect((await config.credentials()).sessionToken ?? '').toBe('');
  expect(await config.region()).toBe('us-west-2');
  expect(await config.useFipsEndpoint()).toBe(false);
});

test('without a profile of the user none is set, and the files hold the same keys', () => {
  vi.stubEnv('AWS_PROFILE', undefined);
  const environment = make();
  expect(environment).not.toHaveProperty('AWS_PROFILE');
  expect(readFileSync(environment.AWS_SHARED_CREDENTIALS_FILE ?? '', 'utf8')).toContain(
    'aws_access_key_id = 123456789012',
  );
});

test('a proxy of the user is not asked for this machine', () => {
  vi.stubEnv('NO_PROXY', 'example.com');
  expect(make().NO_PROXY).toBe('example.com,127.0.0.1');
});
