import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { planFolder } from '../../scripts/deployment/plan-folder';

const within = mkdtempSync(join(tmpdir(), 'groundwork-plan-folder-'));
afterAll(() => rmSync(within, { recursive: true, force: true }));

test('a folder for plans is nobody else’s, and those of processes that are gone are deleted', async () => {
  const gone = (await execa('sh', ['-c', 'echo $$'])).stdout;
  const running = `plans-${hostname()}-${process.pid}-abc`;
  const elsewhere = `plans-another-host-${gone}-abc`;
  for (const name of [`plans-${hostname()}-${gone}-abc`, running, elsewhere]) mkdirSync(join(within, name));
  const folder = planFolder(within);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(within).sort()).toEqual([running, elsewhere, basename(folder)].sort());
});
