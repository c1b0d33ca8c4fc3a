import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { KilledError } from '../../shared/processes';
import type { Diagnostic, Event } from '../../terraform/events';
import { type StateResource, toldId } from '../state-resources';
import { forgetJournals, type Journal, type Left } from './journal';
import type { Place } from './place';

/** What an apply is to make, by address, with the id of what it replaces; undefined where it replaces nothing. */
export type ToMake = ReadonlyMap<string, string | undefined>;

/** The service has answered, and refused. */
const refusal = /\bstatus ?code: 4\d\d\b/i;
/**
 * What it answers where the call before, whose answer was lost, has made it: the provider has then called once more. A
 * name that is somebody else's sounds the same, and whose it is is seen when it is looked for; S3 alone has a code for it.
 */
const mayBeMade = /(?<!Bucket)already|OwnedByYou|conflict|duplicate|ResourceInUse|ResourceExists|number of attempts/i;

/** Keeps the journal of an apply that is under way. */
export class JournalWriter {
  private readonly name = `${randomUUID()}.json`;
  private readonly since = new Date().toISOString();
  private readonly made: Record<string, string | null>;
  private readonly begun = new Set<string>();
  private readonly refused = new Set<string>();
  /** True once Terraform has said what it failed at: it has come to its end by itself. */
  private saidWhy = false;
  private writing: Promise<void> | undefined;
  private written = '';
  /** Why the last writing failed, where it did. */
  private fault: unknown;

  private constructor(
    private readonly place: Place,
    private readonly toMake: ToMake,
    private readonly left: Left | undefined,
  ) {
    this.made = Object.fromEntries([...toMake.keys()].map((address) => [address, null]));
  }

  /**
   * Begins it before the first resource is made: whatever happens then, it is known what may be there.
   * @param left journals that this apply takes over: they stay until it has come to a good end
   */
  static async begin(place: Place, toMake: ToMake, left?: Left): Promise<JournalWriter> {
    const writer = new JournalWriter(place, toMake, left);
    if (toMake.size > 0) await writer.write();
    return writer;
  }

  /** Takes note of what Terraform tells. */
  note({ type, hook, diagnostic }: Event): void {
    if (diagnostic?.severity === 'error') this.noteFault(diagnostic);
    const address = hook?.resource?.addr;
    // Of a replacement, Terraform tells both halves by the same address.
    if (address === undefined || !(address in this.made) || hook?.action !== 'create') return;
    if (type === 'apply_start') this.begun.add(address);
    if (type !== 'apply_complete') return;
    this.made[address] = hook.id_value ?? null;
    // Nobody waits for it: the apply goes on, and whether it was written is looked at in the end.
    void this.flush();
  }

  private noteFault({ address, summary, detail }: Diagnostic): void {
    this.saidWhy = true;
    const words = `${summary}\n${detail}`;
    if (address !== undefined && refusal.test(words) && !mayBeMade.test(words)) this.refused.add(address);
  }

  /**
   * The apply has come to a good end, and the state is saved.
   * @returns why the journals could not be deleted; undefined where they are. The next run deletes them
   */
  async end(): Promise<string | undefined> {
    await this.writing;
    try {
      if (this.left) await forgetJournals(this.place, this.left);
      if (this.toMake.size > 0) await this.place.remove(this.name);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /**
   * It has failed. What the state does not hold of what it has made, or had begun, stays here.
   * @param saved reads the state as it is saved by now
   * @throws where that, or the journal itself, cannot be read or written: it stays as it was
   */
  async fail(error: unknown, saved: () => Promise<readonly StateResource[]>): Promise<void> {
    if (this.toMake.size === 0) return;
    await this.writing;
    // What was killed has saved nothing, and may not have told all that it did.
    if (this.saidWhy && !(error instanceof KilledError)) {
      const held = new Map((await saved()).map((resource) => [resource.address, toldId(resource)]));
      for (const [address, id] of Object.entries(this.made))
        if (this.isSettled(address, id, held)) delete this.made[address];
      if (Object.keys(this.made).length === 0) return this.place.remove(this.name);
    }
    await this.write();
  }

  private isSettled(address: string, id: string | null, held: ReadonlyMap<string, string>): boolean {
    if (id !== null) return held.get(address) === id;
    if (!this.begun.has(address) || this.refused.has(address)) return true;
    // Terraform saves what was made and then failed as tainted.
    return held.has(address) && held.get(address) !== this.toMake.get(address);
  }

  private async write(): Promise<void> {
    await this.flush();
    if (this.fault !== undefined) throw this.fault;
  }

  /** Writes what is known now, one writing at a time. */
  private flush(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    try {
      for (let text = this.text(); text !== this.written; text = this.text()) {
        await this.place.write(this.name, text);
        this.written = text;
      }
      this.fault = undefined;
    } catch (error) {
      this.fault = error;
    }
  }

  private text(): string {
    const who = `${userInfo().username}@${hostname()}`;
    const journal: Journal = { format: 1, since: this.since, who, made: this.made };
    return `${JSON.stringify(journal, null, 2)}\n`;
  }
}
