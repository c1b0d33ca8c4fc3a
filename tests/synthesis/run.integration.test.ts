import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/shared/paths';

/** A workspace with one command, which greets with what another source says. */
let workspace: string;
const bundles = () => join(workspace, '.groundwork', 'bundles');
const write = (file: string, text: string) => writeFileSync(join(workspace, file), text);
const greetWith = (word: string) => write('scripts/shared/word.ts', `export const word: string = '${word}';\n`);

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'groundwork-run-'));
  mkdirSync(join(workspace, 'scripts', 'shared'), { recursive: true });
  for (const file of ['run.cjs', 'stamps.cjs', 'bundle.mjs'])
    cpSync(join(root, 'scripts', file), join(workspace, 'scripts', file));
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  write('package-lock.json', '{}');
  write('scripts/greet.ts', `import { word } from './shared/word';\nconsole.log(word, ...process.argv.slice(2));\n`);
  greetWith('hello');
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  execa(process.execPath, [join(workspace, 'scripts', 'run.cjs'), ...args], {
    cwd: tmpdir(),
    env: { NODE_OPTIONS: '' },
    reject: false,
  });

/** Tells whether the files of the bundle were written anew: each time under another inode and date. */
const versions = () =>
  readdirSync(bundles()).map((name) => {
    const { ino, mtimeMs } = statSync(join(bundles(), name));
    return `${name} ${ino} ${mtimeMs}`;
  });

/** The bundle, its code cache, and what they were made from. */
const complete = [
  expect.stringMatching(/^greet-[0-9a-f]{12}\.cjs$/),
  expect.stringMatching(/^greet-[0-9a-f]{12}\.cjs\.cache$/),
  'greet.json',
];

describe('scripts/run.cjs', () => {
  it('starts a command from the bundle that it made, with code cache, while nothing changes', async () => {
    expect(await run('greet', 'you')).toMatchObject({ stdout: 'hello you', stderr: '', exitCode: 0 });
    const made = versions();

    expect(await run('greet', 'two')).toMatchObject({ stdout: 'hello two', stderr: '', exitCode: 0 });

    expect(readdirSync(bundles())).toEqual(complete);
    expect(versions()).toEqual(made);
  });

  it('makes the bundle anew when a source of it changed, of the same size too', async () => {
    await run('greet');

    greetWith('howdy');

    expect(await run('greet')).toMatchObject({ stdout: 'howdy', exitCode: 0 });
  });

  it.each(['package-lock.json', 'scripts/run.cjs', 'scripts/stamps.cjs', 'scripts/bundle.mjs'])(
    'and when %s changed',
    async (file) => {
      await run('greet');
      const [, , record] = versions();

      cpSync(join(workspace, file), join(workspace, 'other'));
      cpSync(join(workspace, 'other'), join(workspace, file));
      await run('greet');

      expect(versions()[2]).not.toBe(record);
    },
  );

  it('makes it anew when the bundle is gone, or cut off in what is known of it', async () => {
    await run('greet');
    for (const name of readdirSync(bundles()).filter((each) => each.endsWith('.cjs'))) rmSync(join(bundles(), name));
    expect(await run('greet')).toMatchObject({ stdout: 'hello', exitCode: 0 });

    writeFileSync(join(bundles(), 'greet.json'), '{"node":');
    expect(await run('greet')).toMatchObject({ stdout: 'hello', exitCode: 0 });
  });

  it('lets processes make it at the same time', async () => {
    const names = [...'abcdefgh'];

    const results = await Promise.all(names.map((name) => run('greet', name)));

    expect(results.map(({ stdout, stderr, exitCode }) => ({ stdout, stderr, exitCode }))).toEqual(
      names.map((name) => ({ stdout: `hello ${name}`, stderr: '', exitCode: 0 })),
    );
    expect(readdirSync(bundles())).toEqual(complete);
  });

  it('tells where a source is wrong, and runs it once it is right', async () => {
    write('scripts/shared/word.ts', `export const word = 'hello\n`);
    const wrong = await run('greet');
    greetWith('hello');

    expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
    expect(wrong.stderr).toContain('scripts/shared/word.ts:1:');
    expect(wrong.stderr).not.toContain('    at ');
    expect(await run('greet')).toMatchObject({ stdout: 'hello', exitCode: 0 });
  });

  it('reads a bundle as it was written, in whatever characters', async () => {
    write('scripts/shared/word.ts', 'export const word = String.raw`grüß dich ✓`;\n');

    expect((await run('greet')).stdout).toBe('grüß dich ✓');
    expect((await run('greet')).stdout).toBe('grüß dich ✓');
  });

  it('knows the commands, and programs by their path', async () => {
    mkdirSync(join(workspace, 'benchmarks'));
    write('benchmarks/some-program.ts', 'console.log(process.argv.slice(2).join());\n');

    expect(await run('benchmarks/some-program', 'a', 'b')).toMatchObject({ stdout: 'a,b', exitCode: 0 });
    for (const name of ['gret', '../scripts/greet', 'Greet', '']) {
      const { exitCode, stderr } = await run(name);
      expect(exitCode).toBe(2);
      expect(stderr).toBe(`no command "${name}"; expected one of greet`);
    }
  });

  it('gives the library what it loads late', async () => {
    write(
      'scripts/greet.ts',
      `import { ValidateTerraformVersion } from 'cdktf/lib/validations/validate-terraform-version';
      for (const wanted of ['>=1.9', '>=99']) console.log(new ValidateTerraformVersion(wanted, 'hint').validate().length);`,
    );

    expect(await run('greet')).toMatchObject({ stdout: '0\n1', stderr: '', exitCode: 0 });
  });
});
