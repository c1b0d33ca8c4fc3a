import { type StateResource, toldId } from '../state-resources';
import type { Finder } from './find';
import { importId, isMadeAgain } from './import-ids';
import type { Left } from './journal';
import { onlyOnes } from './look-up';
import type { Candidates } from './matched';
import type { PlannedMake } from './planned';

/** What the states of an environment hold. */
export interface States {
  /** That of the layer. */
  readonly own: readonly StateResource[];
  readonly all: readonly StateResource[];
  /** The ids of all that they know of, also of what is only there to be destroyed. */
  readonly ids: ReadonlySet<string>;
}

/** Looks for what was made for the addresses that journals name. */
export class Search {
  /** Addresses for which nothing was found, with the ids of what may not be read and could be it. */
  readonly unread = new Map<string, readonly string[]>();

  constructor(
    private readonly left: Left,
    private readonly states: States,
    private readonly finder: Finder,
  ) {}

  /** Addresses of which an id was told. */
  get told(): ReadonlySet<string> {
    return new Set([...this.left.made].flatMap(([address, ids]) => (ids.length > 0 ? [address] : [])));
  }

  /** What may be there for addresses that the state does not hold, and are not taken over yet. */
  async free(
    makes: readonly PlannedMake[],
    imports: ReadonlyMap<string, string>,
    gone: ReadonlySet<string>,
  ): Promise<Candidates[]> {
    const used = new Set(imports.values());
    const open = makes.filter(
      ({ address }) =>
        this.left.made.has(address) && !this.holds(address) && !imports.has(address) && !gone.has(address),
    );
    const candidates: Candidates[] = [];
    for (const { address, type, values } of open) {
      const told = this.left.made.get(address) ?? [];
      if (told.some((id) => this.isHeld(type, id))) continue;
      const given = (told.length > 0 ? told : [undefined]).flatMap((id) => importId(type, values, id) ?? []);
      const found = this.isUntold(address) ? await this.look(address, type, values, used) : [];
      candidates.push({ address, type, ids: [...new Set([...given, ...found])] });
    }
    return candidates;
  }

  /**
   * What was made in place of what the state holds: `stale` where that is gone, `beside` where it is still there.
   * @param used ids that are taken over
   */
  async held(makes: readonly PlannedMake[], used: ReadonlySet<string>) {
    const stale = new Map<string, readonly string[]>();
    const beside = new Map<string, readonly string[]>();
    for (const [address, told] of this.left.made) {
      const there = this.states.own.find((each) => each.address === address);
      if (!there || isMadeAgain(there.type)) continue;
      const make = makes.find((each) => each.address === address);
      const other = told.filter((id) => id !== toldId(there) && !this.states.ids.has(id));
      // Of what there is once at most, what is found is what the state holds, as long as that is there.
      const isOpen = make && this.isUntold(address) && !(make.replaces && onlyOnes.has(make.type));
      const found = isOpen ? await this.look(address, make.type, make.values, used) : [];
      const ids = [...new Set([...other, ...found])];
      if (ids.length > 0) (make && !make.replaces ? stale : beside).set(address, ids);
    }
    return { stale, beside };
  }

  /** True where an apply may have made it without having told an id, whatever another one has told. */
  private isUntold(address: string): boolean {
    return this.left.journals.some(({ made }) => made[address] === null);
  }

  private holds(address: string): boolean {
    return this.states.own.some((each) => each.address === address);
  }

  /** True of what a state has by another address. */
  private isHeld(type: string, id: string): boolean {
    return this.states.all.some((each) => each.type === type && toldId(each) === id);
  }

  /** Ids of what is there as it was planned, and is neither taken over nor told to be of another address. */
  private async look(address: string, type: string, values: PlannedMake['values'], used: ReadonlySet<string>) {
    const others = new Set([...this.left.made].flatMap(([each, ids]) => (each === address ? [] : ids)));
    const found = (await this.finder.find(type, values)).filter((id) => !used.has(id) && !others.has(id));
    const unread = found.length > 0 ? [] : await this.finder.unread(type);
    if (unread.length > 0) this.unread.set(address, unread);
    else this.unread.delete(address);
    return found;
  }
}
