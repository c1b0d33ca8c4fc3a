import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layer } from './environment';

export interface BackendJson {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly dynamodb_table: string;
  readonly assume_role?: { readonly role_arn: string; readonly external_id?: string; readonly session_name?: string };
}

/** The S3 backend that a layer's JSON names. */
export function backendOf(layer: Layer): BackendJson {
  const text = readFileSync(join(layer.folder, 'cdk.tf.json'), 'utf8');
  return (JSON.parse(text) as { terraform: { backend: { s3: BackendJson } } }).terraform.backend.s3;
}
