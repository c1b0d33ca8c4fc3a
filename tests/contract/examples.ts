import { App } from 'cdktf';
import type { ComponentFolder } from '../../scripts/docs/components';
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
