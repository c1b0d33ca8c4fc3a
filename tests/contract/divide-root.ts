import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface RootJson {
  readonly module: Readonly<Record<string, { readonly source: string } & Readonly<Record<string, string>>>>;
  readonly variable?: Readonly<Record<string, unknown>>;
}

/** A root that has some of the stacks. */
export interface Part {
  readonly folder: string;
  /** What an `init` of it depends on. */
  readonly key: string;
}

/** Divides the root of a synthesis into several, each in a folder of its own beside the stacks. */
export function divideRoot(folder: string, key: string, count: number): Part[] {
  const { module, variable = {} }: RootJson = JSON.parse(readFileSync(join(folder, 'main.tf.json'), 'utf8'));
  const modules = Object.entries(module);
  return Array.from({ length: Math.min(count, modules.length) }, (_, number) => {
    const mine = modules.filter((__, place) => place % count === number);
    const inputs = mine.flatMap(([, { source: _source, ...names }]) => Object.keys(names));
    const variables = Object.entries(variable).filter(([name]) => inputs.includes(name));
    const part = join(folder, `part-${number}`);
    mkdirSync(part);
    const root = {
      module: Object.fromEntries(mine.map(([name, each]) => [name, { ...each, source: `.${each.source}` }])),
      ...(variables.length > 0 && { variable: Object.fromEntries(variables) }),
    };
    writeFileSync(join(part, 'main.tf.json'), JSON.stringify(root));
    return { folder: part, key: `${key} ${number} of ${count}` };
  });
}
