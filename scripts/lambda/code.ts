import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LambdaCode } from '../../components/lambda-function';
import { root, workFolder } from '../shared/paths';
import { isFresh, type Stamps, stampsOf, writeWhole } from '../stamps.cjs';

/** What the zip depends on besides the function's sources. */
const makers = ['scripts/lambda/bundle.ts', 'scripts/lambda/zip.ts', 'package-lock.json'];

/** The first line of a kept bundle; the zip follows. */
interface Kept extends Omit<LambdaCode, 'zip'> {
  readonly inputs: Stamps;
}

/**
 * The code of `lambdas/<name>`: bundled when one of its sources has changed, which takes longer than a synthesis, and
 * kept for the next time.
 */
export async function lambdaCode(name: string): Promise<LambdaCode> {
  const file = join(workFolder, 'lambdas', name);
  const kept = read(file);
  if (kept) return kept;
  const started = Date.now();
  const { bundleLambda } = await import('./bundle');
  const { handler, zip, sha256, inputs } = await bundleLambda(name);
  mkdirSync(join(workFolder, 'lambdas'), { recursive: true });
  const head: Kept = { handler, sha256, inputs: stampsOf(root, [...makers, ...inputs], started) };
  writeWhole(file, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), zip]));
  return { handler, zip, sha256 };
}

/** What was kept, if it was made from the sources as they are. */
function read(file: string): LambdaCode | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined; // never made
  }
  const end = bytes.indexOf('\n');
  const { handler, sha256, inputs }: Kept = JSON.parse(bytes.toString('utf8', 0, end));
  return isFresh(root, inputs) ? { handler, sha256, zip: bytes.subarray(end + 1) } : undefined;
}
