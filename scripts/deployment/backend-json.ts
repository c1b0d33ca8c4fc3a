import { stackJson } from '../shared/stack-json';
import type { Layer } from './environment';

export interface BackendJson {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly dynamodb_table: string;
  readonly assume_role?: { readonly role_arn: string; readonly external_id?: string; readonly session_name?: string };
}

/** The S3 backend that a layer's JSON names. */
export const backendOf = ({ folder }: Layer): BackendJson =>
  stackJson<{ terraform: { backend: { s3: BackendJson } } }>(folder).terraform.backend.s3;

/** The key of what lies beside a layer's state. */
export const besideKey = (layer: Layer, name: string): string => backendOf(layer).key.replace(/[^/]*$/, name);
