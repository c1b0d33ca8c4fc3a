import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockTable } from '../../scripts/kills/locks';
import { Workspace } from '../../scripts/local/workspace';
import { processes } from '../support/processes';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-lock-timeout-'));
let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.open();
  expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
});
afterAll(async () => {
  await workspace?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each has a synthesis of their own, as two jobs of a workflow have. */
const start = (command: string, person: string, more: Readonly<Record<string, string>> = {}) => {
  const args = ['dev', 'security', ...(command === 'deploy' ? ['--yes'] : []), '--out', join(folder, person)];
  return workspace.startPlain(command, args, { PERSON: person, ...more });
};
const terraformOf = (person: string, operation: string) =>
  processes().find(
    ({ call, environment }) => call.startsWith(`terraform ${operation}`) && environment.includes(`PERSON=${person}`),
  );

const isLocked = async () => (await lockTable(workspace)).locks.length > 0;

/** Looks for a process until it is there, and `more` is so. */
async function started(person: string, operation: string, more: () => Promise<boolean> = async () => true) {
  for (let tries = 0; tries < 1200; tries++, await sleep(50)) {
    const found = terraformOf(person, operation);
    if (found && (await more())) return found;
  }
  throw new Error('it did not come to that within a minute');
}

describe.skipIf(process.platform !== 'linux')('a lock that somebody holds', () => {
  test('is waited for as long as is asked, and told then; who asks for longer goes on when it is released', async () => {
    const ana = start('deploy', 'ana');
    const { pid } = await started('ana', 'apply', isLocked);
    process.kill(pid, 'SIGSTOP');
    let patient: ReturnType<typeof start>;
    try {
      const begun = performance.now();
      const refused = await start('plan', 'ben', { GROUNDWORK_LOCK_TIMEOUT: '9s' });
      expect(refused.stderr).toMatch(/dev-security: the state is locked by \S+ since .*, for apply\./);
      expect(refused.stderr).toContain('fix: wait until it is done');
      expect(refused.exitCode).toBe(1);
      expect(performance.now() - begun).toBeGreaterThan(9_000);

      patient = start('plan', 'cleo', { GROUNDWORK_LOCK_TIMEOUT: '10m' });
      await started('cleo', 'plan');
      // Longer than what is the default.
      await sleep(6_000);
      expect(terraformOf('cleo', 'plan')).toBeDefined();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await ana).toMatchObject({ exitCode: 0, stderr: '' });
    const { exitCode, stdout, stderr } = await patient;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('dev-security: no changes');
  });
});

test('a duration that Terraform would not understand is refused before anything is begun', async () => {
  const { exitCode, stderr } = await start('plan', 'dora', { GROUNDWORK_LOCK_TIMEOUT: '15 minutes' });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /environment: GROUNDWORK_LOCK_TIMEOUT: found "15 minutes"; expected a duration as Terraform has it, .* such as 0s, 90s, 15m or 1h30m/,
  );
});
