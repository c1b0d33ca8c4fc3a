import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleConfig } from '../../stacks/config';
import { addressLists } from './addresses';
import { loadComponents } from './components';
import { readme } from './readme';
import { ruleCatalogue } from './rules';

const catalogue = 'docs/catalogue';

/** Every file that is made from the code, or has parts that are, as it has to be. */
async function documents(root: string): Promise<ReadonlyMap<string, string>> {
  const components = await loadComponents(root);
  return new Map([
    ...components.map((component) => {
      const { file, text } = readme(root, component);
      return [file, text] as const;
    }),
    [`${catalogue}/rules.md`, ruleCatalogue(components)],
    ...[...addressLists()].map(
      ([name, lines]) => [`${catalogue}/addresses-${name}.txt`, `${lines.join('\n')}\n`] as const,
    ),
    ['config.env.example', exampleConfig()],
  ]);
}

/** Files that are not as the code says, those that nothing makes any more among them. */
export interface Stale {
  readonly outdated: ReadonlyMap<string, string>;
  readonly leftOver: readonly string[];
}

export async function staleDocuments(root: string): Promise<Stale> {
  const made = await documents(root);
  const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
  const present = existsSync(join(root, catalogue)) ? readdirSync(join(root, catalogue)) : [];
  return {
    outdated: new Map([...made].filter(([file, text]) => read(file) !== text)),
    leftOver: present.map((name) => `${catalogue}/${name}`).filter((file) => !made.has(file)),
  };
}

export function writeDocuments(root: string, texts: ReadonlyMap<string, string>): void {
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
