import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { sampleCode } from '../../components/lambda-function';
import type { ComponentFolder } from '../../scripts/docs/components';
import { bundleLambda } from '../../scripts/lambda/bundle';
import { ComponentStack } from '../support/component-stack';
import { testEnvironment } from '../support/environment';

/**
 * Writes every example that is no invalid one below `outdir`, each a stack of its own in an environment of its own, so
 * that all of them can be in one account at the same time.
 * @returns the stacks
 */
export function writeExamples(components: readonly ComponentFolder[], outdir: string): string[] {
  const app = new App({ outdir, skipValidation: true });
  const examples = components.flatMap(({ name, examples: all }) =>
    all.filter(({ breaks }) => breaks === undefined).map((example) => ({ stack: `${name}-${example.name}`, example })),
  );
  examples.forEach(({ stack, example }, place) => {
    const environment = testEnvironment({ name: `x${place}`, allowDestroys: true });
    example.build(new ComponentStack(app, stack, environment), environment);
  });
  app.synth();
  return examples.map(({ stack }) => stack);
}

/** Puts the bundle of a function in the place of the sample code in the examples of stacks whose name begins so. */
export async function giveCode(outdir: string, prefix: string, name: string): Promise<void> {
  const bundle = await bundleLambda(name);
  const folders = readdirSync(join(outdir, 'stacks')).filter((stack) => stack.startsWith(prefix));
  if (folders.length === 0) throw new Error(`no stack begins with ${prefix}`);
  for (const stack of folders) {
    const folder = join(outdir, 'stacks', stack);
    for (const file of readdirSync(join(folder, 'assets'))) writeFileSync(join(folder, 'assets', file), bundle.zip);
    const json = join(folder, 'cdk.tf.json');
    writeFileSync(json, readFileSync(json, 'utf8').replaceAll(sampleCode.sha256, bundle.sha256));
  }
}
