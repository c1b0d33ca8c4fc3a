import { setImmediate as breathe } from 'node:timers/promises';
import * as fc from 'fast-check';
import { environmentNames } from '../../stacks/names';
import { withRunFolder } from '../shared/run-folder';
import { attempt, type Candidate } from './attempt';
import { changes } from './changes';
import type { Sample } from './sample';
import { someVariables } from './variables';

export const candidates: fc.Arbitrary<Candidate> = fc.record({
  name: fc.constantFrom(...environmentNames),
  variables: someVariables,
  changes,
});

export interface FuzzOptions {
  /** How many configurations are tried. */
  readonly runs: number;
  /** The same configurations for the same seed. @default another one each time */
  readonly seed?: number;
  /** Milliseconds after which no further one is tried. @default none */
  readonly withinMs?: number;
  /** Gets what synthesis accepts. */
  readonly sample?: Sample;
  /** Hears how many were tried, after each. */
  readonly onRun?: (tried: number) => void;
}

export interface FuzzResult {
  readonly seed: number;
  readonly tried: number;
  /** How many synthesis has refused, each with its rules. */
  readonly refused: number;
  /** The smallest configuration that ends otherwise, and how; undefined where none does. */
  readonly fault?: string;
}

/** Synthesizes generated configurations: each ends in faults with their rules, or in JSON. */
export function fuzz({ runs, seed, withinMs, sample, onRun }: FuzzOptions): Promise<FuzzResult> {
  return withRunFolder(async (outdir) => {
    let tried = 0;
    let refused = 0;
    const property = fc.asyncProperty(candidates, async (candidate) => {
      const made = attempt(candidate, outdir);
      if (made === 'refused') refused++;
      else sample?.offer(candidate, outdir, made);
      tried++;
      onRun?.(tried);
      // An interrupt is heard between two of them alone.
      await breathe();
    });
    const limit = withinMs === undefined ? {} : { interruptAfterTimeLimit: withinMs };
    const result = await fc.check(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }), ...limit });
    if (!result.failed || !result.counterexample) return { seed: result.seed, tried, refused };
    const [candidate] = result.counterexample;
    const { errorInstance } = result;
    const how = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
    return { seed: result.seed, tried, refused, fault: `${fc.stringify(candidate)}\n${how}` };
  });
}
