import { join } from 'node:path';
import { UserError } from './errors';
import { root } from './paths';
import { run } from './processes';

/** Warnings that were passed on: what synthesizes again says them again. */
const told = new Set<string>();

/** What a synthesis warns of is for whoever runs the command, once. */
function passOn(stderr: string): void {
  for (const warning of stderr.trim().split(/\n(?=warning: )/))
    if (warning && !told.has(warning)) {
      told.add(warning);
      console.error(warning);
    }
}

/**
 * Synthesizes one environment, or all, in a process of its own, as a person does; what it warns of is passed on.
 * @param name of the environment. @default all
 * @param env variables of the configuration that go before `config.env`
 * @throws UserError with every fault
 */
export async function synthesizeInto(
  outdir: string,
  name?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const args = [join(root, 'scripts', 'run.cjs'), 'synth', ...(name === undefined ? [] : [name]), '--out', outdir];
  const { exitCode, stderr } = await run(process.execPath, args, { env });
  if (exitCode !== 0) throw new UserError(stderr.trim());
  passOn(stderr);
}
