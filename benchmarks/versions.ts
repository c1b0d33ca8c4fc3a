import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/shared/paths';
import { providerVersion } from '../scripts/shared/provider-version';
import { terraformVersion } from '../scripts/terraform/version';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Packages that a `package.json` names, with their versions. */
export function packagesIn(file: string, names: readonly string[]): string[] {
  const { dependencies = {}, devDependencies = {} }: Partial<Record<string, Record<string, string>>> = JSON.parse(
    read(file),
  );
  return names.map((name) => `${name} ${dependencies[name] ?? devDependencies[name] ?? missing(file, name)}`);
}

/** Packages that a requirements file pins, with their versions. */
export function pinnedIn(file: string, names: readonly string[]): string[] {
  const pins = new Map([...read(file).matchAll(/^([\w-]+)==(\S+)/gm)].map(([, name, version]) => [name, version]));
  return names.map((name) => `${name} ${pins.get(name) ?? missing(file, name)}`);
}

/** Terraform, and the provider of all stacks. */
export async function terraformVersions(): Promise<string[]> {
  return [`Terraform ${await terraformVersion()}`, `hashicorp/aws ${providerVersion()}`];
}

function missing(file: string, name: string): never {
  throw new Error(`${file} says nothing of ${name}`);
}
