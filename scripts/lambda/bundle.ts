import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { zip } from './zip';

/** A function's code, the same bytes for the same sources on every machine. */
export interface LambdaBundle {
  /** Folder under `lambdas/`. */
  readonly name: string;
  /** The one file in it. */
  readonly fileName: 'index.js';
  /** For the function's `handler`. */
  readonly handler: 'index.handler';
  readonly code: Uint8Array;
  readonly zip: Uint8Array;
  /** Base64 of the zip's SHA-256: the function's `source_code_hash`. */
  readonly sha256: string;
}

/** Bundles `lambdas/<name>/handler.ts` into one file for Lambda's Node.js 22, which Node 20 runs as well. */
export async function bundleLambda(name: string): Promise<LambdaBundle> {
  const entry = join(root, 'lambdas', name, 'handler.ts');
  if (!existsSync(entry)) throw new UserError(`lambdas/${name} has no handler.ts.`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    // A CommonJS file is compiled function by function when it is used; modules are read whole at the start.
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    alias: { 'iconv-lite': './lambdas/shared/iconv.ts' },
    // Alternatives that the drivers try for: a native client, another runtime's sockets.
    external: ['pg-native', 'cloudflare:sockets'],
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.contents;
  if (!code) throw new Error(`esbuild made nothing of ${entry}`);
  const archive = zip({ 'index.js': code });
  const sha256 = createHash('sha256').update(archive).digest('base64');
  return { name, fileName: 'index.js', handler: 'index.handler', code, zip: archive, sha256 };
}
