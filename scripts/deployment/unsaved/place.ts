import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../../shared/paths';
import { writeWhole } from '../../stamps.cjs';
import { backendOf, besideKey } from '../backend-json';
import type { Layer } from '../environment';
import type { StateStore } from '../state-store';

/** Where the journals of a layer's applies are kept, each by a name of its own. */
export interface Place {
  /** The names of those that are there. */
  list(): Promise<string[]>;
  /** Undefined where there is none of that name. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Where one is, for messages. */
  where(name: string): string;
  /** The command that deletes one for good, or all of them. */
  deletedBy(name?: string): string;
}

/** Beside the state in its bucket, where whoever comes next finds them. */
export function besideState(store: StateStore, layer: Layer): Place {
  const { bucket } = backendOf(layer);
  const folder = besideKey(layer, 'unsaved/');
  const keyOf = (name: string) => `${folder}${name}`;
  const where = (name: string) => `s3://${bucket}/${keyOf(name)}`;
  return {
    list: async () => (await store.filled(layer, folder)).map((each) => each.slice(folder.length)),
    read: (name) => store.text(layer, keyOf(name)),
    write: (name, text) => store.write(layer, keyOf(name), text),
    remove: (name) => store.empty(layer, keyOf(name)),
    where,
    deletedBy: (name) => `aws s3 rm ${name ? where(name) : `${where('')} --recursive`}`,
  };
}

/** A folder, where there is no bucket yet. */
export function inFolder(folder: string): Place {
  const file = (name: string) => join(folder, name);
  const where = (name: string) => relative(root, file(name));
  return {
    list: async () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []),
    read: async (name) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : undefined),
    write: async (name, text) => {
      mkdirSync(folder, { recursive: true });
      writeWhole(file(name), text);
    },
    remove: async (name) => rmSync(file(name), { force: true }),
    where,
    deletedBy: (name) => (name ? `rm ${where(name)}` : `rm -r ${where('')}`),
  };
}
