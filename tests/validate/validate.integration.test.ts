import { execa } from 'execa';
import { expect, it } from 'vitest';
import { findTflint } from '../../scripts/validate/tflint';
import { environmentNames } from '../../stacks/names';

const validate = (...args: string[]) =>
  execa(process.execPath, ['scripts/run.cjs', 'validate', ...args], { reject: false, stdin: 'ignore' });

it('passes every environment, as JSON and as plans, and strictly where nothing is lacking', async () => {
  const { stdout, stderr, exitCode } = await validate('--plan', '--strict');
  const lines = stdout.split('\n');
  expect(lines).toEqual([
    expect.stringMatching(/^✓ canonical JSON: \d+ stacks, twice the same bytes/),
    findTflint()
      ? expect.stringMatching(/^✓ tflint: /)
      : expect.stringMatching(/^- tflint: not installed; go install /),
    expect.stringMatching(/^✓ terraform validate: \d+ stacks/),
    expect.stringMatching(/^✓ checkov: \d+ stacks, \d+ findings with a reason/),
    expect.stringMatching(/^✓ checkov on the plans: \d+ stacks, \d+ findings with a reason/),
  ]);
  const counts = new Set(lines.flatMap((line) => /(\d+) stacks/.exec(line)?.[1] ?? []));
  expect([...counts]).toHaveLength(1);
  expect(exitCode).toBe(findTflint() ? 0 : 1);
  if (!findTflint()) expect(stderr).toMatch(/--strict: not made here: tflint$/);
});

it('refuses an environment that there is not, and shows its help', async () => {
  const { stderr, exitCode } = await validate('--environment', 'mars');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(environmentNames.join(', '));
  expect((await validate('--help')).stdout).toContain('npm run validate -- [options]');
});
