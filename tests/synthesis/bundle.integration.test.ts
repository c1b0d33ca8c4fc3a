import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundledFunctions } from '../../scripts/lambda/functions';
import { root } from '../../scripts/shared/paths';
import { synthesize } from '../../stacks/synthesize';
import { readVariables } from '../../stacks/variables';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-bundle-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder, as text of one byte a character. */
const filesOf = (below: string) =>
  Object.fromEntries(
    readdirSync(below, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(below.length), readFileSync(file, 'latin1')]),
  );

it('a bundle, which leaves parts of the libraries out, writes what the libraries write', async () => {
  const [bundled, asInstalled] = [join(folder, 'bundled'), join(folder, 'as-installed')];
  await execa(process.execPath, [join(root, 'scripts', 'run.cjs'), 'synth', '--out', bundled]);
  synthesize({ ...readVariables(root), functions: await bundledFunctions(), outdir: asInstalled });

  const written = filesOf(bundled);
  expect(Object.keys(written).filter((file) => file.endsWith('cdk.tf.json')).length).toBeGreaterThanOrEqual(12);
  expect(written).toEqual(filesOf(asInstalled));
});

it('a bundle leaves out how the bindings are written as HCL', () => {
  const bundles = join(root, '.groundwork', 'bundles');
  const { file } = JSON.parse(readFileSync(join(bundles, 'synth.json'), 'utf8'));
  const text = readFileSync(join(bundles, file), 'utf8');
  expect(text).toContain('kmsKeyTimeoutsToTerraform');
  expect(text).not.toContain('kmsKeyTimeoutsToHclTerraform');
  expect(text).not.toContain('@cdktf/provider-aws.kmsKey');
});
