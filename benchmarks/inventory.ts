import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many resources of each kind there are in each stack. */
export type Inventory = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What was synthesized into a folder. */
export function inventoryOf(outdir: string): Inventory {
  const stacks = join(outdir, 'stacks');
  return Object.fromEntries(readdirSync(stacks).map((name) => [name, countsOf(join(stacks, name, 'cdk.tf.json'))]));
}

function countsOf(file: string): Readonly<Record<string, number>> {
  const { resource = {} }: { resource?: Record<string, object> } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(Object.entries(resource).map(([kind, named]) => [kind, Object.keys(named).length]));
}

/** All resources of an inventory. */
export const sizeOf = (inventory: Inventory): number =>
  Object.values(inventory)
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, count) => sum + count, 0);
