import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment, type SynthesizedEnvironment } from '../deployment/environment';
import { UserError } from '../shared/errors';
import { run } from '../shared/processes';

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
