import { describe, expect, test } from 'vitest';
import { commandsIn, namedCommands, optionsIn, scripts } from './commands';

test('every command that a document names is there', () => {
  const named = namedCommands();
  expect(named.length).toBeGreaterThan(40);
  const gone = named.filter(({ name }) => !(name in scripts()));
  expect(gone.map(({ file, name }) => `${file}: npm run ${name}`)).toEqual([]);
});

test('every command is named in the README, or in a guide', () => {
  const named = new Set(
    namedCommands()
      .filter(({ file }) => file === 'README.md' || file.startsWith('docs/'))
      .map(({ name }) => name),
  );
  // What npm itself has a word for: `npm start`, `npm test`.
  const others = Object.keys(scripts()).filter((name) => name !== 'start' && name !== 'test');
  expect(others.filter((name) => !named.has(name))).toEqual([]);
});

describe('a command is read', () => {
  test.each([
    ['`npm run plan`', 'plan', []],
    ['`npm run plan -- <environment> [layer]`', 'plan', []],
    ['`npm run synth [-- <environment>]`', 'synth', []],
    ['```sh\nnpm run deploy -- dev --yes   # --not-this\n```', 'deploy', ['--yes']],
    ['```sh\nnpm run deploy -- dev \\\n  --to X --yes\n```', 'deploy', ['--to', '--yes']],
    ['| a | `npm run describe -- vpc -s dev` |\n| - | - |', 'describe', ['-s']],
    ['`npm run test:unit`', 'test:unit', []],
  ])('from %s', (text, name, options) => {
    expect(commandsIn('x.md', text)).toEqual([{ file: 'x.md', name, options }]);
  });

  test('and not from what is no code', () => {
    expect(commandsIn('x.md', 'call npm run plan for that')).toEqual([]);
  });

  test('options end where their name ends', () => {
    expect(optionsIn("[--json] --allow-destroy 'a--b.c' --set nat_gb=5 -s dev-network")).toEqual([
      '--json',
      '--allow-destroy',
      '--set',
      '-s',
    ]);
  });
});
