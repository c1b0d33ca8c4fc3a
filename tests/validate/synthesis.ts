import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { canonicalText } from '../../scripts/validate/canonical';
import { sampleFunctions } from '../../stacks/functions';
import { synthesize } from '../../stacks/synthesize';
import { readVariables } from '../../stacks/variables';

type Json = Record<string, unknown>;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, gone when the tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-validate-'));
  folders.push(folder);
  return folder;
}

const fileOf = (outdir: string, stack: string) => join(outdir, 'stacks', stack, 'cdk.tf.json');

/** A synthesis of the stacks given, as it would be written. */
export function synthesisOf(stacks: Readonly<Record<string, Json>>): string {
  const outdir = temporaryFolder();
  for (const [stack, json] of Object.entries(stacks)) {
    mkdirSync(dirname(fileOf(outdir, stack)), { recursive: true });
    writeFileSync(fileOf(outdir, stack), canonicalText(JSON.parse(JSON.stringify(json))));
  }
  return outdir;
}

/** A synthesis of dev as it is. */
export function synthesisOfDev(): string {
  const outdir = temporaryFolder();
  synthesize({ ...readVariables(process.cwd()), functions: sampleFunctions, outdir, only: ['dev'] });
  return outdir;
}

/** Changes a stack's JSON by hand. */
export function doctor(outdir: string, stack: string, change: (text: string) => string): void {
  const file = fileOf(outdir, stack);
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`nothing was changed in ${stack}`);
  writeFileSync(file, changed);
}
