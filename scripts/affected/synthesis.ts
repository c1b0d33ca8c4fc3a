import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment, type SynthesizedEnvironment } from '../deployment/environment';
import { UserError } from '../shared/errors';
import { run } from '../shared/processes';
import type { Trees } from './sources';

/** Why nothing can be compared with a base that had other packages. */
export const otherPackages = 'the base has another package-lock.json, so other packages made its synthesis';

/**
 * Synthesizes a tree of sources by its own command.
 * @param which how a message names it
 * @returns every environment that came of it, in the order of the sources
 * @throws UserError with every fault
 */
export async function synthesizeTree(tree: string, which: string): Promise<SynthesizedEnvironment[]> {
  const starter = join(tree, 'scripts', 'run.cjs');
  if (!existsSync(starter))
    throw new UserError(
      `${which} has no scripts/run.cjs: it is no version of this workspace.\n  fix: take a later base`,
    );
  const out = join(tree, 'cdktf.out');
  const { exitCode, stderr } = await run(process.execPath, [starter, 'synth', '--out', out], {
    cwd: tree,
    env: { CDKTF_OUTDIR: undefined },
  });
  if (exitCode !== 0) throw new UserError(`${which} does not synthesize; it says:\n${stderr.trim()}`);
  const { stacks } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { readonly stacks: object };
  const names = new Set(Object.keys(stacks).map((stack) => stack.slice(0, stack.indexOf('-'))));
  return [...names].map((name) => readEnvironment(name, out));
}

/** Every environment of both trees. */
export interface Both {
  readonly now: readonly SynthesizedEnvironment[];
  /** Undefined where the base had other packages: those that are here may not even synthesize its sources. */
  readonly base: readonly SynthesizedEnvironment[] | undefined;
}

/**
 * Synthesizes both trees, at the same time.
 * @param base how a message names the base
 * @throws UserError where one of them does not synthesize
 */
export async function synthesizeBoth(trees: Trees, base: string): Promise<Both> {
  const both = await Promise.allSettled([
    synthesizeTree(trees.now, 'the working tree'),
    trees.samePackages ? synthesizeTree(trees.base, `the base, ${base},`) : undefined,
  ]);
  // Where one of them fails the other is not left to write into a folder that is being removed.
  const [now, before] = both;
  if (now.status === 'rejected') throw now.reason;
  if (before.status === 'rejected') throw before.reason;
  return { now: now.value, base: before.value };
}
