import { join } from 'node:path';
import * as fc from 'fast-check';
import { withRunFolder } from '../shared/run-folder';
import { stackText } from '../shared/stack-json';
import { attempt, type Candidate } from './attempt';
import { type Planner, startPlanner } from './planner';
import type { SampledStack } from './sample';
import { smallest } from './smallest';

/** Kinds of refusals that are made smaller; each takes some plans. */
const SHRUNK = 3;

/** A named rule about what only the account can tell, such as how many zones a region has: on the cloud here, fewer. */
const asksTheAccount = /^Resource postcondition failed\n\[[A-Z]\w+\]/;

/** What a refusal is told by: where it is and what it is about. */
const kindOf = (words: string) => words.split('\n', 2).join('\n');

export interface Planned {
  /**
   * What the provider refuses, each kind once and with a configuration that has it, of the first kinds the smallest that
   * was found.
   */
  readonly refusals: readonly string[];
  /** Stacks that are refused over what only the account can tell, and planned no further. */
  readonly unjudged: number;
}

/** Plans stacks with the real provider on a cloud of this machine: what synthesis accepts the provider accepts. */
export function planSample(stacks: readonly SampledStack[]): Promise<Planned> {
  return withRunFolder(async (folder) => {
    const planner = await startPlanner(folder);
    try {
      return await planWith(planner, stacks, join(folder, 'smaller'));
    } finally {
      await planner.stop();
    }
  });
}

/** @param outdir folder for what is synthesized to make a configuration smaller */
export async function planWith(
  planner: Pick<Planner, 'refusals'>,
  stacks: readonly SampledStack[],
  outdir: string,
): Promise<Planned> {
  const answers = await planner.refusals(stacks.map(({ text }) => text));
  const kinds = new Map<string, { readonly refused: SampledStack; readonly words: string; count: number }>();
  for (const [place, faults] of answers.entries()) {
    const judged = faults.filter((words) => !asksTheAccount.test(words));
    for (const [kind, words] of new Map(judged.map((each) => [kindOf(each), each]))) {
      const known = kinds.get(kind);
      if (known) known.count++;
      else kinds.set(kind, { refused: stacks[place] as SampledStack, words, count: 1 });
    }
  }
  const refusals: string[] = [];
  for (const [place, [kind, { refused, words, count }]] of [...kinds].entries()) {
    const still = (smaller: Candidate) => isRefused(smaller, refused.stack, kind, planner, outdir);
    const candidate = place < SHRUNK ? await smallest(refused.candidate, still) : refused.candidate;
    const more = count > 1 ? ` (and in ${count - 1} more stacks)` : '';
    refusals.push(`${refused.stack}${more}: ${words}\n${fc.stringify(candidate)}`);
  }
  const unjudged = answers.filter((faults) => faults.some((words) => asksTheAccount.test(words))).length;
  return { refusals, unjudged };
}

/** Whether synthesis still accepts a configuration, and the provider refuses its stack for the same reason. */
async function isRefused(
  candidate: Candidate,
  stack: string,
  reason: string,
  planner: Pick<Planner, 'refusals'>,
  outdir: string,
): Promise<boolean> {
  if (attempt(candidate, outdir) === 'refused') return false;
  const [faults = []] = await planner.refusals([stackText(join(outdir, 'stacks', stack))]);
  return faults.some((words) => kindOf(words) === reason);
}
