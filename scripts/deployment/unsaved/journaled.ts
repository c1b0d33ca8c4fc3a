import { onExit } from '../../shared/interrupts';
import type { Event } from '../../terraform/events';
import type { StateResource } from '../state-resources';
import type { Left } from './journal';
import { JournalWriter, type ToMake } from './journal-writer';
import type { Place } from './place';

export interface Journaled {
  readonly place: Place;
  readonly toMake: ToMake;
  /** Journals that the apply takes over. */
  readonly left?: Left | undefined;
  /** Reads what the state holds as it is saved by now. */
  readonly saved: () => Promise<readonly StateResource[]>;
}

/**
 * Keeps the journal of an apply.
 * @param apply calls `note` with all that Terraform tells
 * @param onKept called where the apply has come to a good end, and why its journals could not be deleted
 */
export async function journaled<T>(
  { place, toMake, left, saved }: Journaled,
  apply: (note: (event: Event) => void) => Promise<T>,
  onKept: (why: string) => void,
): Promise<T> {
  const journal = await JournalWriter.begin(place, toMake, left);
  const work = async () => {
    const result = await apply((event) => journal.note(event)).catch(async (error: unknown) => {
      await journal.fail(error, saved).catch((failure: unknown) => {
        throw new AggregateError([error, failure]);
      });
      throw error;
    });
    const kept = await journal.end();
    if (kept !== undefined) onKept(kept);
    return result;
  };
  const working = work();
  // An interrupt ends this process once Terraform has ended, and by then the journal is to say what that has left.
  const settled = onExit(() => Promise.allSettled([working]).then(() => {}));
  try {
    return await working;
  } finally {
    await settled();
  }
}
