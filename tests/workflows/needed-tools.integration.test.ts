import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../architecture/sources';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-needed-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs tests on a machine that has Node.js and nothing else. */
const run = async (file: string, CI: string) => {
  const env = { PATH: join(folder, 'bin'), HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), CI };
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=verbose', file];
  const { exitCode, stdout, stderr } = await execa(process.execPath, args, {
    cwd: root,
    env,
    extendEnv: false,
    reject: false,
  });
  return { exitCode, text: `${stdout}\n${stderr}` };
};

it.each([
  ['actionlint', 'tests/workflows/workflows.test.ts'],
  ['tflint', 'tests/validate/tflint.integration.test.ts'],
  ['jq', 'tests/workflows/scripts.integration.test.ts'],
  ['Chromium', 'tests/preview/preview.integration.test.ts'],
])('what %s checks is left out where it is absent, and fails in CI with how to get it', async (name, file) => {
  expect(await run(file, 'true')).toMatchObject({
    exitCode: 1,
    text: expect.stringMatching(
      new RegExp(`${name} is not installed, and in CI nothing is left out for that\\.\\s+fix: \\S`),
    ),
  });
  expect((await run(file, '')).text).not.toContain('is not installed');
});
