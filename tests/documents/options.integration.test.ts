import { expect, test } from 'vitest';
import { read } from '../architecture/sources';
import { knownOptions, type NamedCommand, namedCommands, optionsIn, scripts } from './commands';
import { allCodeOf, documents } from './markdown';

const own = Object.entries(scripts()).flatMap(([name, script]) =>
  /^node scripts\/run\.cjs [\w-]+$/.test(script) && name !== 'start' ? [name] : [],
);

/** What the options of each command are, asked of all of them once. */
async function allOptions(): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>();
  for (const name of own) known.set(name, await knownOptions(name));
  return known;
}

test('every option that a document names is one of its command', async () => {
  const known = await allOptions();
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
