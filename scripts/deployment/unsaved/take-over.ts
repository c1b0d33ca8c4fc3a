import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../shared/errors';
import type { Variables } from '../credentials';
import type { Layer } from '../environment';
import { CallError } from './ask';
import { Finder } from './find';
import { leftJournal } from './journal';
import { forgetPasswords, lostPasswords, renewPasswords } from './lost-passwords';
import { match } from './matched';
import { notOurs } from './ours';
import type { Place } from './place';
import { plannedImports, plannedMakes } from './planned';
import { heldFault, notLookedUp, notOursFault, notTakenOver, type TakenOver } from './report';
import { Search, type States } from './search';

export interface Unsaved {
  readonly layer: Layer;
  readonly place: Place;
  /** Reads the states; called when nobody else applies any more. */
  readonly states: () => Promise<States>;
  /** Plans the layer as it is, and returns the plan's JSON. @throws UserError as Terraform says it */
  readonly plan: () => Promise<string>;
  /** Credentials and endpoint, as Terraform gets them. @default this process's own */
  readonly env?: Variables;
}

const importsFile = (layer: Layer) => join(layer.folder, 'unsaved.tf.json');

/** Makes the next plan of a layer take over what is given. */
function writeImports(layer: Layer, imports: ReadonlyMap<string, string>): void {
  const blocks = [...imports].map(([to, id]) => ({ to, id }));
  if (blocks.length === 0) forgetImports(layer);
  else writeFileSync(importsFile(layer), JSON.stringify({ import: blocks }));
}

/** Makes the next plan take over nothing. */
export function forgetImports(layer: Layer): void {
  rmSync(importsFile(layer), { force: true });
  forgetPasswords(layer);
}

/** Addresses of what Terraform was to import and was not there. */
const absent = (message: string): string[] =>
  [...message.matchAll(/Cannot import non-existent remote object[\s\S]*?existing object to\s+"([^"]+)"/g)].map(
    ([, address = '']) => address,
  );

/**
 * What applies have made that were ended before they had saved the state. The next plan of the layer takes it over, by
 * the import blocks that are left in its folder.
 * @returns undefined where no apply has left a journal
 * @throws UserError where it is not to be taken over as it is, AWS cannot be asked for it, or the state is locked
 */
export async function takeOver(unsaved: Unsaved): Promise<TakenOver | undefined> {
  const { layer, place } = unsaved;
  if (!(await leftJournal(place))) return undefined;
  return lookFor(unsaved).catch((error: unknown) => {
    throw error instanceof CallError ? notLookedUp(error, layer, place) : error;
  });
}

async function lookFor({ layer, place, plan, states, env }: Unsaved): Promise<TakenOver | undefined> {
  const imports = new Map<string, string>();
  const gone = new Set<string>();
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
  // Who applies holds the lock, which a plan needs as well: now nobody does, and the journals say what they will say.
  let json = await planned();
  const left = await leftJournal(place);
  if (!left) return undefined;
  const known = await states();
  const search = new Search(left, known, new Finder(layer, known.ids, env));
  const beside = new Map<string, readonly string[]>();
  const unclear = new Map<string, readonly string[]>();
  for (let found = true; found; ) {
    found = false;
    const makes = plannedMakes(json).filter(({ address }) => !gone.has(address) && !unclear.has(address));
    // Terraform takes nothing over to an address of which the state has what is only there to be destroyed.
    for (const { address } of makes.filter((each) => imports.has(each.address))) {
      beside.set(address, [imports.get(address) as string]);
      imports.delete(address);
      gone.add(address);
      found = true;
    }
    const { sure, unclear: more } = match(await search.free(makes, imports, gone));
    for (const [address, ids] of more) unclear.set(address, ids);
    for (const [address, id] of sure) imports.set(address, id);
    // What refers to something that is taken over is known one plan later.
    if (found || sure.size > 0) {
      found = true;
      json = await planned();
    }
  }
  const held = await search.held(plannedMakes(json), new Set(imports.values()));
  if (held.stale.size > 0) throw heldFault(layer, left, held.stale);
  for (const [address, ids] of held.beside) beside.set(address, ids);
  const foreign = notOurs(plannedImports(json), search.told, known.all);
  if (foreign.length > 0)
    throw notOursFault(layer, left, new Map(foreign.map((each) => [each, imports.get(each) ?? ''])));
  const passwords = lostPasswords(layer, plannedMakes(json), new Set(imports.keys()), known.own);
  renewPasswords(layer, passwords);
  return { left, imports, beside, unclear, passwords, unread: search.unread };
}
