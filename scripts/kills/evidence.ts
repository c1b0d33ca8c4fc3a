import { counted } from '../shared/counted';
import { type Kind, kinds } from './draw';

/** From so many kills on a run must have shown all; one of fewer may by chance show nothing of something. */
export const ENOUGH = 20;

/** What a run of kills has shown. */
export class Evidence {
  private readonly kills: Kind[] = [];
  private locks = 0;
  private resources = 0;

  killed(kind: Kind): void {
    this.kills.push(kind);
  }

  /** So many locks were told, and released as the message says. */
  released(locks: number): void {
    this.locks += locks;
  }

  /** So many resources that were in no state were taken over. */
  tookOver(resources: number): void {
    this.resources += resources;
  }

  /** What it has shown, and how often. */
  get lines(): string[] {
    const of = (kind: Kind) => this.kills.filter((each) => each === kind).length;
    return [
      `killed: ${kinds.map((kind) => `${kind} ${of(kind)}`).join(', ')}`,
      `told by the next run, and released as it says: ${counted(this.locks, 'lock')}`,
      `in no state, and taken over by the next run: ${counted(this.resources, 'resource')}`,
    ];
  }

  /** What it has not shown, and had to. */
  get lacking(): string[] {
    if (this.kills.length < ENOUGH) return [];
    return [
      ...kinds.filter((kind) => !this.kills.includes(kind)).map((kind) => `no kill was of the kind ${kind}`),
      ...(this.locks === 0 ? ['no kill has left a lock'] : []),
      ...(this.resources === 0 ? ['no kill has left a resource that was in no state'] : []),
    ];
  }
}
