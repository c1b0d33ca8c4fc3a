import { type Zippable, zipSync } from 'fflate';

/** A zip whose bytes depend on names and contents alone: entries by name, one date, no attributes of this machine. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries: Zippable = {};
  // The earliest time that an entry can have. In local time, which is what the format stores.
  const mtime = new Date(1980, 0, 1);
  for (const name of Object.keys(files).sort()) {
    entries[name] = [files[name] ?? new Uint8Array(), { mtime, level: 9 }];
  }
  return zipSync(entries, { os: 3 });
}
