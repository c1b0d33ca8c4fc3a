import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { dependenciesOf } from '../stamps.cjs';
import { zip } from './zip';

/** A function's code, the same bytes for the same sources on every machine. */
export interface LambdaBundle {
  /** Folder under `lambdas/`. */
  readonly name: string;
  /** The file that is loaded first. */
  readonly entry: 'index.mjs';
  /** For the function's `handler`. */
  readonly handler: 'index.handler';
  /** What is in the zip: the entry, and a file for each part that is loaded when it is first used. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly zip: Uint8Array;
  /** Base64 of the zip's SHA-256: the function's `source_code_hash`. */
  readonly sha256: string;
  /** What it was made from, by the path from the root: its sources, and the lock file of what is installed. */
  readonly inputs: readonly string[];
}

/** What drivers written as CommonJS use to reach Node's own modules. */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Bundles `lambdas/<name>/handler.ts` for Lambda's Node.js 22, which Node 20 runs as well. Parts that are imported
 * when they are first used become files of their own: in one file, V8 would read through all of them at every start,
 * which takes more than half of an empty Node.js.
 */
export async function bundleLambda(name: string): Promise<LambdaBundle> {
  const source = join(root, 'lambdas', name, 'handler.ts');
  if (!existsSync(source)) throw new UserError(`lambdas/${name} has no handler.ts.`);
  const { outputFiles, metafile } = await build({
    entryPoints: { index: source },
    absWorkingDir: root,
    outdir: join(root, 'lambdas', name, 'bundle'),
    bundle: true,
    write: false,
    metafile: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
    banner: { js: banner },
    minify: true,
    legalComments: 'none',
    // Alternatives that the drivers try for: a native client, another runtime's sockets.
    external: ['pg-native', 'cloudflare:sockets'],
    logLevel: 'silent',
  });
  const files = Object.fromEntries(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const archive = zip(files);
  const sha256 = createHash('sha256').update(archive).digest('base64');
  const inputs = dependenciesOf(Object.keys(metafile.inputs));
  return { name, entry: 'index.mjs', handler: 'index.handler', files, zip: archive, sha256, inputs };
}

/** Writes a bundle's files into a folder, as Lambda unpacks them, and returns the entry's path. */
export async function unpackLambda(bundle: LambdaBundle, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, contents] of Object.entries(bundle.files)) await writeFile(join(folder, name), contents);
  return join(folder, bundle.entry);
}
