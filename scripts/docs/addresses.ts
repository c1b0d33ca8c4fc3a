import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { exampleConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { type EnvironmentName, environmentNames } from '../../stacks/names';
import { synthesize } from '../../stacks/synthesize';

interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

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
        .flatMap((stack) => addresses(outdir, stack).map((address) => `${stack} ${address}`))
        .sort();
    return new Map(environmentNames.map((name) => [name, lines(name)]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function addresses(outdir: string, stack: string): string[] {
  const json: StackJson = JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
  return Object.entries(json.resource ?? {}).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
}
