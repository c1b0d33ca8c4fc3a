import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../../shared/errors';
import { root } from '../../shared/paths';
import type { Layer } from '../environment';
import type { Finder } from './find';
import { importId } from './import-ids';
import { type Journal, leftJournal, type Place } from './journal';
import { foreignImports, plannedCreates } from './planned';

export interface Unsaved {
  readonly layer: Layer;
  readonly place: Place;
  /** Addresses that the layer's state holds. */
  readonly inState: () => Promise<readonly string[]>;
  readonly finder: Finder;
  /** Plans the layer as it is, and returns the plan's JSON. @throws UserError as Terraform says it */
  readonly plan: () => Promise<string>;
}

/** What is there, in no state, and taken over by the next apply. */
export interface TakenOver {
  readonly journal: Journal;
  /** Ids by address. */
  readonly imports: ReadonlyMap<string, string>;
  /**
   * Ids of what cannot be taken over, by address: the state still has what it was to replace, and Terraform imports
   * nothing to such an address.
   */
  readonly left: ReadonlyMap<string, string>;
}

const importsFile = (layer: Layer) => join(layer.folder, 'unsaved.tf.json');

/** Makes the next plan of a layer take over what is given. */
export function writeImports(layer: Layer, imports: ReadonlyMap<string, string>): void {
  const blocks = [...imports].map(([to, id]) => ({ to, id }));
  if (blocks.length === 0) forgetImports(layer);
  else writeFileSync(importsFile(layer), JSON.stringify({ import: blocks }));
}

/** Makes the next plan take over nothing. */
export const forgetImports = (layer: Layer): void => rmSync(importsFile(layer), { force: true });

/** Addresses of what Terraform was to import and was not there. */
const absent = (message: string): string[] =>
  [...message.matchAll(/Cannot import non-existent remote object[\s\S]*?existing object to\s+"([^"]+)"/g)].map(
    ([, address = '']) => address,
  );

/**
 * What an apply has made that was ended before it had saved the state. The next plan of the layer takes it over, by the
 * import blocks that are left in its folder.
 * @returns undefined where there is nothing of that kind
 * @throws UserError where something else has one of the names, or the state is locked
 */
export async function takeOver({ layer, place, inState, finder, plan }: Unsaved): Promise<TakenOver | undefined> {
  if (!(await leftJournal(place))) return undefined;
  const imports = new Map<string, string>();
  const gone = new Set<string>();
  const left = new Map<string, string>();
  const planned = async (): Promise<string> => {
    for (;;) {
      writeImports(layer, imports);
      try {
        return await plan();
      } catch (error) {
        const missing = error instanceof UserError ? absent(error.message).filter((each) => imports.has(each)) : [];
        if (missing.length === 0) throw imports.size > 0 ? notTakenOver(error, imports, place) : error;
        for (const address of missing) {
          imports.delete(address);
          gone.add(address);
        }
      }
    }
  };
  // Who applies holds the lock, which a plan needs as well: now nobody does, and the journal says what it will say.
  let json = await planned();
  const journal = await leftJournal(place);
  const held = new Set(await inState());
  for (let found = true; journal && found; ) {
    found = false;
    for (const { address, type, values } of plannedCreates(json)) {
      const made = journal.made[address];
      if (made === undefined || held.has(address) || gone.has(address)) continue;
      const id = importId(type, values, made ?? undefined) ?? (await finder.find(type, values))[0];
      if (id === undefined) continue;
      found = true;
      if (!imports.has(address)) {
        imports.set(address, id);
        continue;
      }
      imports.delete(address);
      gone.add(address);
      left.set(address, id);
    }
    // What refers to something that is taken over is known one plan later.
    if (found) json = await planned();
  }
  if (!journal || imports.size + left.size === 0) return undefined;
  const foreign = foreignImports(json);
  if (foreign.length > 0) throw foreignFault(layer, journal, new Map(foreign.map((each) => [each, imports.get(each)])));
  return { journal, imports, left };
}

/** Terraform's own words, and what they may be about. */
function notTakenOver(error: unknown, imports: ReadonlyMap<string, string>, { deletedBy }: Place): unknown {
  if (!(error instanceof UserError)) return error;
  return new UserError(
    [
      error.message,
      '  It was planned with what an apply that was ended had made, to take it over:',
      ...[...imports].map(([address, id]) => `  ${address} is ${id}`),
      '  fix: mend what Terraform says; or, if one of these is not there or not to be taken over, go on without',
      `  looking for any of them, and delete by hand what is there: ${deletedBy}`,
    ].join('\n'),
  );
}

function foreignFault({ stack, folder }: Layer, { since }: Journal, foreign: ReadonlyMap<string, string | undefined>) {
  const commands = [...foreign].map(([address, id]) => `terraform import '${address}' '${id}'`);
  return new UserError(
    [
      `${stack}: what the apply of ${since} was to make is there, but without the environment's tags: somebody else may have made it.`,
      ...[...foreign].map(([address, id]) => `  ${address} would be ${id}`),
      '  fix: delete it, or give the configuration another name; or, if it is ours, take it over:',
      `  (cd ${relative(root, folder)} && ${commands.join(' && ')})`,
    ].join('\n'),
  );
}

/** What is said of it before the plan. */
export function takenOverLines({ stack }: Layer, { journal, imports, left }: TakenOver): string[] {
  const list = (each: ReadonlyMap<string, string>) => [...each].map(([address, id]) => `  ${address} is ${id}`);
  const taken = [
    `${stack}: the apply of ${journal.who}, begun ${journal.since}, was ended before it had saved its state. What it had made is there, and is taken over:`,
    ...list(imports),
  ];
  const stays = [
    `${stack}: this was made by the apply of ${journal.who}, begun ${journal.since}, and is in no state. Terraform cannot take it over before it has destroyed what it was to replace, and makes another; delete it by hand after the deployment:`,
    ...list(left),
  ];
  return [...(imports.size > 0 ? taken : []), ...(left.size > 0 ? stays : [])];
}
