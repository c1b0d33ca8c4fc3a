import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fault, Place } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
});
afterAll(() => place?.close());

/** A PATH with Terraform and, as `python3`, what is given: a script, the real one, or none. */
function pathWith(python: string | undefined): string {
  mkdirSync(place.workFolder, { recursive: true });
  const bin = mkdtempSync(join(place.folder, 'bin-'));
  const real = execaSync('sh', ['-c', 'command -v terraform']).stdout;
  symlinkSync(real, join(bin, 'terraform'));
  if (python === undefined) return bin;
  writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${python}\n`);
  chmodSync(join(bin, 'python3'), 0o755);
  return bin;
}

/** What is said after the line of the step that failed, by either kind of progress. */
const afterStep = (said: string) =>
  said
    .replace(/^[\s\S]*✖ .* \[FAILED: failed\]\n/, '')
    .replace(/^[\s\S]*✗ checkov: one fault .*\n/, '')
    .replaceAll(/^ {4}( {2})?/gm, '')
    .trimEnd();

async function failure(command: readonly string[], fault: Fault): Promise<string> {
  const { exitCode, stdout, stderr } = await place.run(command, fault);
  expect(exitCode, `${stdout}\n${stderr}`).toBe(1);
  expect(`${stdout}\n${stderr}`).not.toMatch(/^ +at |Traceback/m);
  return afterStep(command[0] === 'validate' ? stdout : stderr);
}

const install =
  'Install Python 3.10 or newer: apt-get install python3 python3-venv, brew install python, or python.org.';
const needed = '3.10 or newer is needed for the emulators and checkov.';
const drill = 'drill dev';
const validate = 'validate --environment dev';
const withoutVenv = `case "$*" in *version_info*) echo 3 11 7 cpython-311 /usr;; *) echo "No module named venv" >&2; exit 1;; esac`;

test.each([
  [drill, 'no Python', undefined, `Python was not found in the PATH; ${needed}\n${install}`],
  [validate, 'no Python', undefined, `Python was not found in the PATH; ${needed}\n${install}`],
  [
    drill,
    'a Python that is too old',
    'echo 3 9 18 cpython-39 /usr',
    `Python is too old (python3 is 3.9.18); ${needed}\n${install}`,
  ],
  [
    drill,
    'a Python without venv',
    withoutVenv,
    'python3 has no venv module with pip in it, which Debian and Ubuntu ship separately.\nInstall it: apt-get install python3-venv',
  ],
])('%s says that there is %s, and how to get one', async (command, _, python, message) => {
  expect(await failure(command.split(' '), { env: { PATH: pathWith(python) } })).toBe(message);
});
