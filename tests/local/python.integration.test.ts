import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { UserError } from '../../scripts/shared/errors';
import { root } from '../../scripts/shared/paths';
import { pythonEnvironment } from '../../scripts/shared/python';

const folder = mkdtempSync(join(tmpdir(), 'python-'));
const environments = join(folder, 'environments');

afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A requirements file with one small package of those that are pinned. */
function requirements(name: string, comment = ''): string {
  const pins = readFileSync(join(root, 'scripts', 'python', 'emulators.txt'), 'utf8');
  const block = /^jmespath==.*(\n {4}.*)*/m.exec(pins)?.[0];
  if (!block) throw new Error('jmespath is not among the pins');
  const file = join(folder, `${name}.txt`);
  writeFileSync(file, `# ${comment}\n${block}\n`);
  return file;
}

/** A PATH in which `python3` is this shell script, and `python` is none. */
function fakePython(script: string): void {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const name of ['python3', 'python']) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${name === 'python3' ? script : 'exit 127'}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
}

describe('an environment', () => {
  test('is made once, also by two at the same time, and made anew when its file changes', async () => {
    const file = requirements('small');
    const lines: string[] = [];
    const make = () => pythonEnvironment('small', file, environments, (line) => lines.push(line));
    const [one, other] = await Promise.all([make(), make()]);
    expect(one.python).toBe(other.python);
    const check = await one.run('pip', ['show', 'jmespath']);
    expect(check.stdout).toContain('Name: jmespath');
    expect(readdirSync(environments)).toHaveLength(1);
    lines.length = 0;
    expect((await make()).python).toBe(one.python);
    expect(lines).toEqual([]);

    requirements('small', 'changed');
    expect((await make()).python).not.toBe(one.python);
    expect(lines).toContain('installing Python packages');
  });

  test('that nobody used for a week is removed, a younger one is not', async () => {
    const [old, young] = [join(environments, 'old-1'), join(environments, 'young-1')];
    for (const environment of [old, young]) mkdirSync(environment, { recursive: true });
    utimesSync(old, new Date(), new Date(Date.now() - 8 * 24 * 3600_000));
    utimesSync(young, new Date(), new Date(Date.now() - 6 * 24 * 3600_000));
    await pythonEnvironment('small', requirements('small', 'changed'), environments);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    rmSync(young, { recursive: true });
  });
});

describe('a fault', () => {
  const attempt = () => pythonEnvironment('faulty', requirements('faulty'), join(folder, 'faulty'));
  const message = async () => {
    const fault: unknown = await attempt().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(UserError);
    return fault instanceof Error ? fault.message : '';
  };

  afterEach(() => {
    const left = join(folder, 'faulty');
    expect(existsSync(left) ? readdirSync(left) : []).toEqual([]);
  });

  test('names a Python that is too old, and how to get another', async () => {
    fakePython('echo 3 9 18 cpython-39 /usr');
    expect(await message()).toBe(
      'Python is too old (python3 is 3.9.18); 3.10 or newer is needed for the emulators and checkov.\n' +
        'Install Python 3.10 or newer: apt-get install python3 python3-venv, brew install python, or python.org.',
    );
  });

  test('says that there is no Python', async () => {
    vi.stubEnv('PATH', folder);
    expect(await message()).toMatch(/^Python was not found in the PATH; 3\.10 or newer is needed.*\nInstall Python/);
  });

  test('names the package that Debian keeps venv in', async () => {
    const debian = 'The virtual environment was not created successfully because ensurepip is not available.';
    fakePython(`case "$1" in -c) echo 3 11 7 cpython-311 /usr;; *) echo "${debian}"; exit 1;; esac`);
    expect(await message()).toBe(
      'python3 has no venv module with pip in it, which Debian and Ubuntu ship separately.\nInstall it: apt-get install python3-venv',
    );
  });

  test('gives pip’s own last lines', async () => {
    const file = requirements('wrong');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/sha256:[0-9a-f]+/g, `sha256:${'0'.repeat(64)}`));
    const fault = pythonEnvironment('wrong', file, join(folder, 'faulty'));
    await expect(fault).rejects.toThrow(
      /pip could not install .*wrong\.txt; it says:\n.*THESE PACKAGES DO NOT MATCH THE HASHES/s,
    );
  });
});

test.each(['emulators', 'checkov'])('%s is pinned whole, each file with its hash', (name) => {
  const text = readFileSync(join(root, 'scripts', 'python', `${name}.txt`), 'utf8');
  const pins = text.split(/\n(?=\S)/).filter((block) => !block.startsWith('#') && block.trim() !== '');
  expect(pins.length).toBeGreaterThan(50);
  expect(pins.filter((pin) => !/^[\w.[\]-]+==\S+.*(\n {4}--hash=sha256:[0-9a-f]{64}.*)+$/.test(pin.trimEnd()))).toEqual(
    [],
  );
});
