import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine, as Linux shows it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Program and arguments. */
  readonly call: string;
  /** Environment that it was started in; empty where it is not ours to read. */
  readonly environment: string;
}

export const processes = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      parent: Number(/^PPid:\s*(\d+)$/m.exec(readOr(`/proc/${pid}/status`))?.[1]),
      call: readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' '),
      environment: readOr(`/proc/${pid}/environ`),
    }));

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has ended, or it is not ours
  }
}
