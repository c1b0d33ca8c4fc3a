import type { Functions } from './functions';
import { type SynthesisOptions, synthesize } from './synthesize';
import { cdktfOutdir, readVariables } from './variables';

/** Synthesizes as the `cdktf` command line asks for it; the commands of this workspace pass options. */
export function main(
  functions: Functions,
  options: Partial<Pick<SynthesisOptions, 'outdir' | 'only' | 'onWarning'>> = {},
): string[] {
  return synthesize({ ...readVariables(process.cwd()), functions, outdir: cdktfOutdir(), ...options });
}
