import type { Functions } from './functions';
import { type SynthesisOptions, synthesize } from './synthesize';
import { readVariables } from './variables';

/** Synthesizes as the `cdktf` command line asks for it; the commands of this workspace pass options. */
export function main(
  functions: Functions,
  options: Partial<Pick<SynthesisOptions, 'outdir' | 'only' | 'onWarning'>> = {},
): string[] {
  const outdir = process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
  return synthesize({ ...readVariables(process.cwd()), functions, outdir, ...options });
}
