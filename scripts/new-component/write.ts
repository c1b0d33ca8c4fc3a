import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { camel, componentNames } from '../docs/components';
import { UserError } from '../shared/errors';

/** Files of a component, and the templates that they are made from; `{{…}}` is filled in. */
const templates: Readonly<Record<string, string>> = {
  'index.ts': 'index.ts',
  'props.ts': 'props.ts',
  'rules.ts': 'rules.ts',
  '{{name}}.cases.ts': 'cases.ts',
  '{{name}}.test.ts': 'test.ts',
  'examples/smallest.ts': 'examples/smallest.ts',
  'examples/long-name.invalid.ts': 'examples/long-name.invalid.ts',
  'README.md': 'README.md',
};

const longest = 30;

/**
 * Writes the folder of a new component; returns its files, from the root.
 * @throws UserError when the name is not one, or is taken
 */
export function writeComponent(root: string, name: string): string[] {
  const folder = join('components', name);
  const expected = `expected lower-case words of letters and digits joined by -, ${longest} characters at most, such as cache or log-bucket`;
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name) || name.length > longest)
    throw new UserError(`${JSON.stringify(name)} cannot be the name of a component; ${expected}`, 2);
  if (existsSync(join(root, folder)))
    throw new UserError(
      `${folder} is there already; expected a name that is none of shared, ${componentNames(root).join(', ')}`,
      2,
    );
  const words: Readonly<Record<string, string>> = { name, camel: camel(name), Pascal: camel(`-${name}`) };
  const filled = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, word: string) => words[word] ?? '');
  return Object.entries(templates).map(([target, source]) => {
    const template = readFileSync(join(root, 'scripts', 'new-component', 'template', `${source}.template`), 'utf8');
    const file = join(folder, filled(target));
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), filled(template));
    return file;
  });
}
