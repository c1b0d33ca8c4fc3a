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

/**
 * Plans stacks with the real provider on a cloud of this machine: what synthesis accepts the provider accepts.
 * @returns what it refuses instead, each kind once and with a configuration that has it, of the first kinds the smallest that was found
 */
export function planSample(stacks: readonly SampledStack[]): Promise<string[]> {
  return withRunFolder(async (folder) => {
    const planner = await startPlanner(folder);
    try {
      return await refusalsOf(stacks, planner, join(folder, 'smaller'));
    } finally {
      await planner.stop();
    }
  });
}

/** @param outdir folder for what is synthesized to make a configuration smaller */
async function refusalsOf(stacks: readonly SampledStack[], planner: Planner, outdir: string): Promise<string[]> {
  const answers = await planner.refusals(stacks.map(({ text }) => text));
  const kinds = new Map<string, { readonly refused: SampledStack; readonly words: string; count: number }>();
  for (const [place, words] of answers.entries()) {
    if (words === undefined || asksTheAccount.test(words)) continue;
    const known = kinds.get(kindOf(words));
    if (known) known.count++;
    else kinds.set(kindOf(words), { refused: stacks[place] as SampledStack, words, count: 1 });
  }
  const told: string[] = [];
  for (const [place, { refused, words, count }] of [...kinds.values()].entries()) {
    const still = (smaller: Candidate) => isRefused(smaller, refused.stack, kindOf(words), planner, outdir);
    const candidate = place < SHRUNK ? await smallest(refused.candidate, still) : refused.candidate;
    const more = count > 1 ? ` (and in ${count - 1} more stacks)` : '';
    told.push(`${refused.stack}${more}: ${words}\n${fc.stringify(candidate)}`);
  }
  return told;
}

/** Whether synthesis still accepts a configuration, and the provider refuses its stack for the same reason. */
async function isRefused(
  candidate: Candidate,
  stack: string,
  reason: string,
  planner: Planner,
  outdir: string,
): Promise<boolean> {
  if (attempt(candidate, outdir) === 'refused') return false;
  const [words = ''] = await planner.refusals([stackText(join(outdir, 'stacks', stack))]);
  return kindOf(words) === reason;
}
