import { expect, it } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { run } from '../../scripts/shared/processes';

it.each([
  ['what it says', '--help | true', 0],
  ['its faults', '--stack nowhere 2> >(true)', 2],
] as const)('a command whose reader does not wait for %s ends with its own exit code', async (_, rest, code) => {
  const command = `set -o pipefail; ${JSON.stringify(process.execPath)} scripts/run.cjs list ${rest}`;
  const { exitCode, stderr } = await run('bash', ['-c', command], { cwd: root });
  expect(stderr).toBe('');
  expect(exitCode).toBe(code);
});
