import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findRoot } from '../../scripts/shared/paths';

export const root = findRoot(import.meta.dirname);

/** What is made, fetched, or the user's own. */
const notOurs = new Set(['node_modules', '.git', '.groundwork', 'cdktf.out', '.terraform', 'config.env']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

/** Every file of the workspace, by its path from the root. */
export const files = (): string[] => filesBelow(root).map((path) => relative(root, path).replaceAll('\\', '/'));

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Whether a file is a test, or what only tests read. */
export const isTest = (file: string): boolean =>
  /[.](test|cases)[.]ts$/.test(file) || /(^|\/)fixtures?[-/]/.test(file) || file.startsWith('tests/');

/** An import, or an export from elsewhere. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Only types: nothing is left of it when the program runs. */
  readonly typeOnly: boolean;
  /** Names that are imported, where they are named. */
  readonly names: readonly string[];
}

const statement =
  /^\s*(import|export)\s+(type\s+)?([^'";]*?)from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*['"`]([^'"`]+)['"`]/gm;

export function importsOf(file: string, text = read(file)): Import[] {
  return [...text.matchAll(statement)].map((match) => ({
    from: file,
    specifier: match[4] ?? match[5] ?? match[6] ?? '',
    typeOnly: match[2] !== undefined,
    names: [...(match[3] ?? '').matchAll(/(?:type\s+)?(\w+)(?:\s+as\s+\w+)?\s*(?=[,}])/g)].map((name) => name[1] ?? ''),
  }));
}
