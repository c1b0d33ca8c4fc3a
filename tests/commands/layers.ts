import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Layer } from '../../scripts/deployment/environment';
import type { State } from '../../scripts/deployment/state-store';

const parent = mkdtempSync(join(tmpdir(), 'groundwork-layers-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** A layer whose JSON reads `reads` (`network.vpc_id`) and holds `resource`. */
export function layer(
  name: string,
  upstream: readonly string[] = [],
  reads: readonly string[] = [],
  resource: object = {},
): Layer {
  const folder = join(mkdtempSync(join(parent, 'layer-')), `dev-${name}`);
  mkdirSync(folder);
  const references = reads.map((read) => {
    const [from, output] = read.split('.');
    return `\${data.terraform_remote_state.${from}.outputs.${output}}`;
  });
  const s3 = { bucket: 'states', key: `dev/${name}/terraform.tfstate`, region: 'us-west-2', dynamodb_table: 'locks' };
  writeFileSync(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({ terraform: { backend: { s3 } }, locals: { references }, resource }),
  );
  return { name, stack: `dev-${name}`, folder, upstream };
}

export const state = (...outputs: string[]): State => ({
  version: 'v1',
  serial: 7,
  lineage: 'l',
  resources: outputs.length,
  outputs: Object.fromEntries(outputs.map((name) => [name, { value: name }])),
});
