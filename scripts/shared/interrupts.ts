/** A command was told to stop (Ctrl-C, SIGTERM, a closed terminal). Commands end without a word about it. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor(readonly signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
  }
}

type Once = () => Promise<void>;

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Interrupt = keyof typeof exitCodes;

const cleanUps = new Set<Once>();
const listeners = new Set<(signal: Interrupt) => Promise<void>>();
let received: Interrupt | undefined;
let again = false;
let installed = false;

/**
 * Registers what must happen before the process ends, also when it is interrupted; the last registered comes first.
 * The returned function does it now: call it in a `finally`. It happens once, whoever comes first.
 */
export function onExit(cleanUp: () => Promise<void> | void): Once {
  listen();
  let done: Promise<void> | undefined;
  const once: Once = () => {
    cleanUps.delete(once);
    done ??= Promise.resolve().then(cleanUp);
    return done;
  };
  cleanUps.add(once);
  return once;
}

/** Called at the first interrupt, all at the same time, before the clean-ups; the process waits for the promise. */
export function onInterrupt(listener: (signal: Interrupt) => Promise<void>): () => void {
  listen();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Throws once an interrupt has arrived: nothing new is to be started any more. */
export function throwIfInterrupted(): void {
  if (received) throw new InterruptedError(received);
}

/** The interrupt that has arrived, if one has. */
export function interrupted(): InterruptedError | undefined {
  return received && new InterruptedError(received);
}

/** Whether an interrupt came once more: nothing is waited for any more. */
export const insisted = (): boolean => again;

/** Does now all that was registered and not done yet; a command calls it at its end, however it ended. */
export async function cleanUp(): Promise<void> {
  for (const once of [...cleanUps].reverse()) await once();
}

function listen(): void {
  if (installed) return;
  installed = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupt(signal));
}

async function interrupt(signal: Interrupt): Promise<void> {
  // The same once more is from someone who does not want to wait: children and folders go with the process. Another one
  // is of what ends everything by and by, as a job that is cancelled is, or of a terminal that is closed meanwhile.
  again = received === signal;
  if (again) process.exit(exitCodes[signal]);
  if (received) return;
  received = signal;
  const faults: unknown[] = [];
  const settle = async (work: Promise<void>[]) => {
    for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') faults.push(result.reason);
  };
  await settle([...listeners].map((listener) => listener(signal)));
  for (const cleanUp of [...cleanUps].reverse()) await settle([cleanUp()]);
  for (const fault of faults) process.stderr.write(`${fault instanceof Error ? fault.message : fault}\n`);
  process.exit(exitCodes[signal]);
}
