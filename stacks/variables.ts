import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Source } from './config';

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

/** Where the `cdktf` command line wants the synthesis. */
export const cdktfOutdir = (): string => process.env.CDKTF_OUTDIR ?? 'cdktf.out';
