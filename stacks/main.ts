import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Source } from './config';
import type { Functions } from './functions';
import { type SynthesisOptions, synthesize } from './synthesize';

/** `config.env`, or the example where there is none yet; variables of the environment go first. */
export function readVariables(root: string): Source {
  const source = existsSync(join(root, 'config.env')) ? 'config.env' : 'config.env.example';
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('GROUNDWORK_'));
  return {
    variables: { ...parseEnv(readFileSync(join(root, source), 'utf8')), ...Object.fromEntries(own) },
    source,
    fromEnvironment: own.map(([name]) => name),
  };
}

/** Synthesizes as the `cdktf` command line asks for it; the commands of this workspace pass options. */
export function main(
  functions: Functions,
  options: Partial<Pick<SynthesisOptions, 'outdir' | 'only' | 'onWarning'>> = {},
): string[] {
  const outdir = process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
  return synthesize({ ...readVariables(process.cwd()), functions, outdir, ...options });
}
