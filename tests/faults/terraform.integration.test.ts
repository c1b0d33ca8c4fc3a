import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-terraform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command with nothing in its PATH but this `terraform`. */
function withTerraform(script: string | undefined, command: string) {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const file = join(bin, 'terraform');
  if (script !== undefined) writeFileSync(file, `#!/bin/sh\n${script}\n`);
  if (script !== undefined) chmodSync(file, 0o755);
  return execa(process.execPath, [join(root, 'scripts', 'run.cjs'), command, 'dev'], {
    env: { PATH: bin },
    reject: false,
    stdin: 'ignore',
  });
}

/** What is said after the line of the step that failed. */
const afterStep = (stderr: string) => stderr.replace(/^✖ .* \[FAILED: failed\]\n/, '');
const howToGet = 'Install Terraform 1.9 or newer: see developer.hashicorp.com/terraform/install, or use tfenv or mise.';

test.each(['plan', 'drill'])('%s says that there is no Terraform, and where to get it', async (command) => {
  const { exitCode, stderr } = await withTerraform(undefined, command);
  expect(afterStep(stderr)).toBe(`terraform was not found in the PATH.\n${howToGet}`);
  expect(exitCode).toBe(1);
});

test.each(['plan', 'drill'])('%s names a Terraform that is too old, and what is needed', async (command) => {
  const { exitCode, stderr } = await withTerraform(`echo '{"terraform_version": "1.8.5"}'`, command);
  expect(afterStep(stderr)).toBe(`terraform is 1.8.5; expected 1.9.0 or newer.\n${howToGet}`);
  expect(exitCode).toBe(1);
});

test('a Terraform that is killed is not taken for none', async () => {
  const { exitCode, stderr } = await withTerraform('kill -9 $$', 'plan');
  expect(afterStep(stderr)).toBe('terraform was killed by SIGKILL. Is the machine short of memory?');
  expect(exitCode).toBe(1);
});

test('a mirror without the provider is told in Terraform’s own words, with the stack’s name', async () => {
  const stack = mkdtempSync(join(folder, 'dev-network-'));
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: requiredProviders() } }));
  const empty = mkdtempSync(join(folder, 'mirror-'));
  const env = { TF_CLI_CONFIG_FILE: writeCliConfig(stack, empty) };
  await expect(new Terraform({ folder: stack, name: 'dev-network', env }).init()).rejects.toThrow(
    /^dev-network: terraform init failed\n[\s\S]*hashicorp\/aws/,
  );
});
