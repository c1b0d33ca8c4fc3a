import { expect, it } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { run } from '../../scripts/shared/processes';

const list = `${JSON.stringify(process.execPath)} scripts/run.cjs list`;

it.each([
  ['what it says', '--help | true', 0],
  ['its faults', '--stack nowhere 2> >(true)', 2],
] as const)('a command whose reader does not wait for %s ends with its own exit code', async (_, rest, code) => {
  const { exitCode, stderr } = await run('bash', ['-c', `set -o pipefail; ${list} ${rest}`], { cwd: root });
  expect(stderr).toBe('');
  expect(exitCode).toBe(code);
});

it.runIf(process.platform === 'linux').each([
  ['output', '--stack dev > /dev/full', 1, 'stderr'],
  ['error', '--stack nowhere 2> /dev/full', 2, 'stdout'],
] as const)('a command whose standard %s is lost says so once, and goes on', async (name, rest, code, told) => {
  const result = await run('bash', ['-c', `${list} ${rest}`], { cwd: root });
  expect(result[told].split('\n')).toEqual([
    `standard ${name} cannot be written, and what is said there is lost: ENOSPC: no space left on device, write`,
    expect.stringMatching('goes on to its end'),
  ]);
  expect(result.exitCode).toBe(code);
});

it.runIf(process.platform === 'linux')('a command of which nothing can be told any more goes on', async () => {
  const { exitCode } = await run('bash', ['-c', `${list} --stack nowhere > /dev/full 2>&1`], { cwd: root });
  expect(exitCode).toBe(2);
});
