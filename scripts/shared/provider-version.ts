import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors';
import { root } from './paths';

/** The lock file of the workspace, from the root: a copy of it lies beside each stack that Terraform initialises. */
export const providerLock = 'stacks/terraform.lock.hcl';

/** The one version of the AWS provider: it is pinned there, and that of the bindings is the same. */
export function providerVersion(text = readFileSync(join(root, providerLock), 'utf8')): string {
  const version = /provider "registry\.terraform\.io\/hashicorp\/aws" \{[^}]*?^ *version *= "([^"]+)"/m.exec(text)?.[1];
  if (version) return version;
  throw new UserError(
    `${providerLock} pins no version of registry.terraform.io/hashicorp/aws\n  expected: a block with version = "…", as terraform providers lock writes it`,
  );
}

/** What a root module asks for that needs that provider and was not synthesized. */
export const requiredProviders = () => ({ aws: { source: 'hashicorp/aws', version: providerVersion() } });
