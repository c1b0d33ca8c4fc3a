import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { exampleConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { type EnvironmentName, environmentNames } from '../../stacks/names';
import { synthesize } from '../../stacks/synthesize';
import { resourceAddresses, stackJson } from '../shared/stack-json';

/**
 * The address of every resource of every environment, as the example of the configuration makes them. One that is
 * gone from the list is destroyed, and one that has another name is destroyed and made again.
 */
export function addressLists(): ReadonlyMap<EnvironmentName, readonly string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'groundwork-docs-'));
  try {
    const stacks = synthesize({
      variables: parseEnv(exampleConfig()),
      source: 'config.env.example',
      functions: sampleFunctions,
      outdir,
    });
    const lines = (name: EnvironmentName) =>
      stacks
        .filter((stack) => stack.startsWith(`${name}-`))
        .flatMap((stack) =>
          resourceAddresses(stackJson(join(outdir, 'stacks', stack))).map((address) => `${stack} ${address}`),
        )
        .sort();
    return new Map(environmentNames.map((name) => [name, lines(name)]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
