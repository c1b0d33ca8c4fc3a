import { beforeAll, expect, test } from 'vitest';
import { read } from '../architecture/sources';
import { helpOf, knownOptions, type NamedCommand, namedCommands, optionsIn, partOf, scripts } from './commands';
import { allCodeOf, documents } from './markdown';

const own = Object.entries(scripts()).flatMap(([name, script]) =>
  /^node scripts\/run\.cjs [\w-]+$/.test(script) && name !== 'start' ? [name] : [],
);

const helps = new Map<string, string>();

beforeAll(async () => {
  for (const name of own) helps.set(name, await helpOf(name));
});

test.each(own)('the help of %s lists its exit codes, and what may be left out in brackets', (name) => {
  const help = helps.get(name) ?? '';
  const codes = partOf(help, 'Exit codes').map((line) => /^ {2}(\d+) +(?=\S)/.exec(line)?.[1]);
  expect(codes).toEqual(expect.arrayContaining(['0', '1', '2', '70', '130']));
  const [usage = ''] = help.split('\n');
  // A description goes on in lines that begin further in.
  const given = partOf(help, 'Arguments')
    .join('\n')
    .split(/\n(?= {2}\S)/);
  for (const argument of given.filter((each) => each.includes('default:')))
    expect(usage).toMatch(new RegExp(`\\[${/^ {2}(\S+)/.exec(argument)?.[1]}(\\.\\.\\.)?\\]`));
});

test('every option that a document names is one of its command', () => {
  const known = new Map([...helps].map(([name, help]) => [name, knownOptions(help)]));
  for (const [name, options] of known) expect(options, name).toContain('--help');
  const named = namedCommands().filter(({ name, options }) => options.length > 0 && own.includes(name));
  expect(named.length).toBeGreaterThan(10);
  const unknown = ({ file, name, options }: NamedCommand) =>
    options.filter((option) => !known.get(name)?.includes(option)).map((option) => `${file}: ${name} ${option}`);
  expect(named.flatMap(unknown)).toEqual([]);

  // An option on its own, as in "give `--yes`", is one of some command.
  const any = new Set([...known.values()].flat());
  const alone = documents()
    .filter((file) => file === 'README.md' || file.startsWith('docs/guides/'))
    .flatMap((file) =>
      allCodeOf(read(file))
        .filter((code) => code.startsWith('--'))
        .flatMap(optionsIn)
        .filter((option) => !any.has(option))
        .map((option) => `${file}: ${option}`),
    );
  expect(alone).toEqual([]);
});
