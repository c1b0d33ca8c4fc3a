/**
 * Terraform that uses every AWS resource which the drill must apply, in the forms that the components use them. It is
 * written by hand, so that it stays what it is when the components change.
 */

import { requiredProviders } from '../../scripts/shared/provider-version';
import { logs } from './fixture-logs';
import { network } from './fixture-network';
import { storage } from './fixture-storage';

export type Block = Readonly<Record<string, unknown>>;
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export interface Part {
  readonly data?: Blocks;
  readonly resource: Blocks;
}

/** Everything in one root module; `suffix` keeps the names of two runs apart. */
export function fixture(suffix: string): string {
  const parts: Part[] = [storage(suffix), network(suffix), logs(suffix)];
  const merge = (kind: 'data' | 'resource') => {
    const merged: Record<string, Record<string, Block>> = {};
    for (const part of parts) {
      for (const [type, blocks] of Object.entries(part[kind] ?? {})) {
        for (const [name, block] of Object.entries(blocks)) {
          if (merged[type]?.[name]) throw new Error(`${type}.${name} is in two parts`);
          merged[type] = { ...merged[type], [name]: block };
        }
      }
    }
    return merged;
  };
  const root = {
    terraform: {
      required_providers: requiredProviders(),
      backend: { s3: {} },
    },
    provider: {
      aws: {
        region: 'us-west-2',
        allowed_account_ids: ['123456789012'],
        default_tags: [{ tags: { Environment: 'test', ManagedBy: 'terraform' } }],
      },
    },
    variable: { deletion_protection: { type: 'bool', default: true } },
    data: merge('data'),
    resource: merge('resource'),
  };
  return JSON.stringify(root, null, 2);
}
