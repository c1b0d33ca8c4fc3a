import { existsSync, readFileSync, rmSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { writeWhole } from '../../stamps.cjs';
import type { Event } from '../../terraform/events';
import { backendOf } from '../backend-json';
import type { Layer } from '../environment';
import type { StateStore } from '../state-store';

/**
 * What an apply makes. Terraform saves a state in a bucket every twenty seconds alone: what it made since then is in no
 * state when it is killed, and here.
 */
export interface Journal {
  readonly format: 1;
  /** When the apply was begun, and who did. */
  readonly since: string;
  readonly who: string;
  /** Addresses of what it was to make, each with the id that it got; null where none was told. */
  readonly made: Readonly<Record<string, string | null>>;
}

/** Where a journal is kept. */
export interface Place {
  /** The command that deletes it for good. */
  readonly deletedBy: string;
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Beside the state in its bucket, where whoever comes next finds it. */
export function besideState(store: StateStore, layer: Layer): Place {
  const key = backendOf(layer).key.replace(/[^/]*$/, 'unsaved.json');
  return {
    deletedBy: `aws s3 rm s3://${backendOf(layer).bucket}/${key}`,
    read: async () => (await store.read(layer, key))?.toString().trim() || undefined,
    write: (text) => store.write(layer, key, text),
    // Who deploys need not be allowed to delete anything in the bucket of the states.
    remove: () => store.write(layer, key, '\n'),
  };
}

/** A file, where there is no bucket yet. */
export const inFile = (file: string): Place => ({
  deletedBy: `rm ${file}`,
  read: async () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  write: async (text) => writeWhole(file, text),
  remove: async () => rmSync(file, { force: true }),
});

/** The journal of an apply that did not come to its end; undefined where there is none. */
export async function leftJournal(place: Place): Promise<Journal | undefined> {
  const text = await place.read();
  if (text === undefined) return undefined;
  const journal = JSON.parse(text) as Journal;
  if (journal.format !== 1) throw new Error(`a journal of format ${journal.format} cannot be read`);
  return journal;
}

/** Deletes the journal, where there is one: the state holds all that it names. */
export async function forgetJournal(place: Place): Promise<void> {
  if ((await place.read()) !== undefined) await place.remove();
}

/** Keeps the journal of an apply that is under way. */
export class JournalWriter {
  private readonly begun = new Set<string>();
  private readonly made: Record<string, string | null>;
  private readonly since = new Date().toISOString();
  private writing: Promise<void> | undefined;
  private written = '';

  private constructor(
    private readonly place: Place,
    made: Journal['made'],
  ) {
    this.made = { ...made };
  }

  /** Begins it before the first resource is made: whatever happens then, it is known what may be there. */
  static async begin(place: Place, made: Journal['made']): Promise<JournalWriter> {
    const writer = new JournalWriter(place, made);
    if (Object.keys(made).length > 0) await writer.flush();
    return writer;
  }

  /** Takes note of what Terraform tells. */
  note({ type, hook }: Event): void {
    const address = hook?.resource?.addr;
    if (address === undefined || !(address in this.made)) return;
    if (type === 'apply_start') this.begun.add(address);
    if (type !== 'apply_complete') return;
    this.begun.delete(address);
    this.made[address] = hook?.id_value ?? null;
    // A failure is told at the end; the apply goes on, and its state is what counts.
    this.flush().catch(() => {});
  }

  /** The apply has come to its end, and the state is saved. */
  async end(): Promise<void> {
    await this.writing;
    await forgetJournal(this.place);
  }

  /** It has failed, and the state is saved: what it had begun and not completed may be there without it. */
  async fail(): Promise<void> {
    for (const address of Object.keys(this.made)) if (!this.begun.has(address)) delete this.made[address];
    if (this.begun.size === 0) return this.end();
    await this.flush();
  }

  /** Writes what is known now, one writing at a time. */
  private flush(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    for (let text = this.text(); text !== this.written; text = this.text()) {
      await this.place.write(text);
      this.written = text;
    }
  }

  private text(): string {
    const who = `${userInfo().username}@${hostname()}`;
    const journal: Journal = { format: 1, since: this.since, who, made: this.made };
    return `${JSON.stringify(journal, null, 2)}\n`;
  }
}
