import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';
import { terraformVersion } from '../../scripts/terraform/version';
import { initialise } from '../../scripts/validate/terraform-init';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-terraform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());

/** A folder with this `terraform` and nothing else. */
function binWith(script: string | undefined): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const file = join(bin, 'terraform');
  if (script !== undefined) writeFileSync(file, `#!/bin/sh\n${script}\n`);
  if (script !== undefined) chmodSync(file, 0o755);
  return bin;
}

const startIn = (PATH: string, command: string, argument: string) =>
  execa(process.execPath, [join(root, 'scripts', 'run.cjs'), command, argument], {
    env: { PATH },
    reject: false,
    stdin: 'ignore',
  });

/** Runs a command with nothing in its PATH but this `terraform`. */
const withTerraform = (script: string | undefined, command: string) => startIn(binWith(script), command, 'dev');

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

test.each([
  ['terraform version', terraformVersion, 'version'],
  ['a stack', (stack: string) => new Terraform({ folder: stack, env: {} }).plan(), 'plan'],
  ['validate', (stack: string) => initialise(stack, stack), 'init'],
])('nothing that is in the environment changes what is asked of %s', async (_, call, subcommand) => {
  const foreign = ['TF_CLI_ARGS', `TF_CLI_ARGS_${subcommand}`, 'TF_VAR_multi_az', 'TF_WORKSPACE', 'TF_DATA_DIR'];
  const stack = mkdtempSync(join(folder, 'dev-network-'));
  const called = join(stack, 'called');
  const bin = binWith(`{ echo "$1"; env | grep '=foreign$'; } > ${called}\nexit 1`);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
  for (const name of foreign) vi.stubEnv(name, 'foreign');
  await expect(call(stack)).rejects.toThrow();
  expect(readFileSync(called, 'utf8')).toBe(`${subcommand}\n`);
});

describe('what is told of an interrupt', () => {
  const allIsWell = 'Terraform has ended; what was applied is in the states, and the locks are released.';
  /** As Terraform 1.11 tells an error in its JSON. */
  const error = (summary: string, detail = '', address?: string) => ({
    '@level': 'error',
    type: 'diagnostic',
    diagnostic: { severity: 'error', summary, detail, address },
  });
  const halted = error('execution halted');
  const cancelled = error('creating EC2 VPC: StatusCode: 0, request canceled, context canceled', '', 'aws_vpc.a');

  /** A folder that an apply can begin in, and the Terraform of it, which ends so at an interrupt. */
  function begun(says: readonly object[], end: string) {
    const stack = mkdtempSync(join(folder, 'dev-network-'));
    writeFileSync(join(stack, 'says'), says.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const bin = binWith(`trap 'cat says; ${end}' INT TERM\n: > begun\nwhile :; do sleep 0.1; done`);
    return { stack, PATH: `${bin}${delimiter}${process.env.PATH}` };
  }

  /** Interrupts an apply of which Terraform says this, and then ends so. */
  async function interrupt(says: readonly object[], end: string) {
    const { stack, PATH } = begun(says, end);
    const started = startIn(PATH, 'tests/faults/interrupted', stack);
    await expect.poll(() => existsSync(join(stack, 'begun')), { timeout: 30_000 }).toBe(true);
    started.kill('SIGINT');
    const { exitCode, stderr } = await started;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('To go on: npm run deploy -- dev');
    expect(stderr).not.toContain('execution halted');
    return stderr;
  }

  test.each([
    ['ends well', [], 'exit 0'],
    ['fails of the interrupt alone', [cancelled, halted, halted], 'exit 1'],
  ])('is that all is saved and released, where Terraform %s', async (_, says, end) => {
    const stderr = await interrupt(says, end);
    expect(stderr).toContain(allIsWell);
    expect(stderr).not.toContain('context canceled');
  });

  test.each([
    [
      'cannot release its lock',
      [halted, error('Error releasing the state lock', 'force-unlock')],
      'exit 1',
      'force-unlock',
    ],
    ['cannot save its state', [error('Failed to save state', 'context canceled'), halted], 'exit 1', 'save state'],
    [
      'is refused something',
      [error('creating EC2 VPC', 'StatusCode: 403', 'aws_vpc.b'), halted],
      'exit 1',
      'aws_vpc.b',
    ],
    ['does not say why', [], 'echo panic; exit 2', 'panic'],
    ['is killed', [halted], 'kill -9 $$', 'was killed by SIGKILL'],
  ])('is what Terraform has said, and no more, where it %s', async (_, says, end, told) => {
    const stderr = await interrupt(says, end);
    expect(stderr.split(told)).toHaveLength(2);
    expect(stderr).not.toContain(allIsWell);
  });

  /** Runs a program on a terminal of its own, closes that once a file is there, and ends as the program does. */
  const onClosedTerminal = `
import os, pty, sys, time
program, terminal = pty.fork()
if program == 0:
    os.execv(sys.argv[2], sys.argv[2:])
while not os.path.exists(sys.argv[1]):
    time.sleep(0.05)
os.close(terminal)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(program, 0)[1]))`;

  test('is nothing where its terminal was closed, but its exit code', async () => {
    const { stack, PATH } = begun([halted], 'sleep 0.5; exit 1');
    const command = [process.execPath, join(root, 'scripts', 'run.cjs'), 'tests/faults/interrupted', stack];
    const { exitCode, stderr } = await execa('python3', ['-c', onClosedTerminal, join(stack, 'begun'), ...command], {
      env: { PATH },
      reject: false,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 129, stderr: '' });
  });
});
