import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { pipFault } from '../../scripts/shared/pip-faults';
import { freePort } from '../../scripts/shared/ports';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { pythonEnvironment } from '../../scripts/shared/python';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-registries-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const requirements = join(root, 'scripts', 'python', 'emulators.txt');
const secret = 'ana:s3cret@';
const message = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** Nothing of the machine's own configuration leads pip anywhere. */
function withoutPipSettings(): void {
  for (const name of Object.keys(process.env))
    if (/^(PIP_|(HTTPS?|ALL|NO)_PROXY$)/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('PIP_CONFIG_FILE', '/dev/null');
  vi.stubEnv('PIP_RETRIES', '1');
}

test('an index of pip that cannot be reached is told, with where its address comes from and without passwords', async () => {
  withoutPipSettings();
  const at = `127.0.0.1:${await freePort()}`;
  vi.stubEnv('PIP_INDEX_URL', `https://${secret}index.example.com/simple`);
  vi.stubEnv('HTTPS_PROXY', `http://${secret}${at}`);
  const said = await message(pythonEnvironment('emulators', requirements, join(folder, 'python')));
  const [title, index, proxy, found, ...fix] = said.split('\n');
  expect(title).toBe(
    'the Python packages of scripts/python/emulators.txt could not be fetched: their index cannot be reached',
  );
  expect(index).toBe('  index: https://…@index.example.com/simple, from the variable PIP_INDEX_URL');
  expect(proxy).toBe(`  proxy: http://…@${at}, from the variable HTTPS_PROXY`);
  expect(found).toMatch(/^ {2}found: Retrying .*Connection refused/);
  expect(fix.join('\n')).toMatch(/^ {2}fix: behind a proxy set HTTPS_PROXY; set PIP_INDEX_URL .*PIP_CERT/);
  expect(said).not.toContain('s3cret');
  expect(readdirSync(join(folder, 'python'))).toEqual([]);
});

test.each([
  ['pip’s own', '', 'https://pypi.org/simple, which is pip’s own; PIP_INDEX_URL is not set'],
  [
    'that of a configuration',
    `[global]\nindex-url = https://${secret}index.example.com/simple\n`,
    'https://…@index.example.com/simple, from pip’s configuration, see pip config debug',
  ],
])('an index that is %s is told as that', async (_, configuration, index) => {
  withoutPipSettings();
  const file = join(folder, 'pip.conf');
  writeFileSync(file, configuration);
  vi.stubEnv('PIP_CONFIG_FILE', file);
  const { message: said } = await pipFault('python3', requirements, 'WARNING: Retrying (Retry(total=0))');
  expect(said.split('\n').slice(1, 4)).toEqual([
    `  index: ${index}`,
    '  proxy: none, HTTPS_PROXY is not set',
    '  found: Retrying (Retry(total=0))',
  ]);
});

test('a registry of Terraform that cannot be reached is told, with the proxy and without its password', async () => {
  const at = `127.0.0.1:${await freePort()}`;
  for (const name of ['https_proxy', 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, undefined);
  vi.stubEnv('HTTPS_PROXY', `http://${secret}${at}`);
  const stack = mkdtempSync(join(folder, 'dev-network-'));
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: requiredProviders() } }));
  const env = { TF_CLI_CONFIG_FILE: writeCliConfig(stack, null) };
  const said = await message(new Terraform({ folder: stack, name: 'dev-network', env }).init());
  const [title, registry, proxy, found, ...fix] = said.split('\n');
  expect(title).toMatch(/^dev-network: the AWS provider could not be fetched: its registry cannot be reached/);
  expect(registry).toBe('  registry: registry.terraform.io, which is Terraform’s own');
  expect(proxy).toBe(`  proxy: http://…@${at}, from the variable HTTPS_PROXY`);
  expect(found).toMatch(/^ {2}found: .*proxyconnect tcp: dial tcp 127\.0\.0\.1:\d+: connect: connection refused$/);
  expect(fix.join('\n')).toMatch(/^ {2}fix: behind a proxy set HTTPS_PROXY.*\n[\s\S]*terraform providers mirror/);
  expect(said).not.toContain('s3cret');
});
