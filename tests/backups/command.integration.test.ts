import { execa } from 'execa';
import { expect, test } from 'vitest';
import { root } from '../../scripts/shared/paths';

const backups = (...args: string[]) =>
  execa(process.execPath, ['scripts/run.cjs', 'backups', ...args], { cwd: root, reject: false });

test('backups tells its exit codes', async () => {
  const { exitCode, stdout } = await backups('--help');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Exit codes:');
});

test.each([[['nowhere']], [['dev', '--no-such']], [['dev', '--from', '2026-02-30']], [['dev', '--from', 'tomorrow']]])(
  'backups %j is a wrong call, told without a trace',
  async (args) => {
    const { exitCode, stderr } = await backups(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('npm run backups -- --help');
    expect(stderr).not.toMatch(/^ +at /m);
  },
);
