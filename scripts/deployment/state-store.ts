import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HeadBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { UserError } from '../shared/errors';
import type { Layer } from './environment';

interface BackendJson {
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

/** Answers what is in the state bucket of an environment, with the credentials that its layers use. */
export class StateStore {
  private readonly client: S3Client;

  /**
   * @param layer any layer of the environment
   * @param env credentials and endpoint, as Terraform gets them. @default this process's own
   */
  constructor(layer: Layer, env: Readonly<Record<string, string | undefined>> = process.env) {
    const { region, assume_role: role } = backendOf(layer);
    const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
    const base =
      env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY
        ? {
            accessKeyId: env.AWS_ACCESS_KEY_ID,
            secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
            sessionToken: env.AWS_SESSION_TOKEN,
          }
        : fromNodeProviderChain();
    this.client = new S3Client({
      region,
      endpoint,
      forcePathStyle: endpoint !== undefined,
      credentials: role
        ? fromTemporaryCredentials({
            masterCredentials: base,
            clientConfig: { region },
            params: {
              RoleArn: role.role_arn,
              ExternalId: role.external_id,
              RoleSessionName: role.session_name ?? 'groundwork',
            },
          })
        : base,
    });
  }

  bucketExists(layer: Layer): Promise<boolean> {
    const { bucket } = backendOf(layer);
    return this.found(bucket, () => this.client.send(new HeadBucketCommand({ Bucket: bucket })));
  }

  /** True when the layer has a state: it was applied at least once. */
  hasState(layer: Layer): Promise<boolean> {
    const { bucket, key } = backendOf(layer);
    return this.found(`${bucket}/${key}`, () => this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
  }

  /** The version of a layer's state, to come back to; undefined where it has none. */
  async stateVersion(layer: Layer): Promise<string | undefined> {
    const { bucket, key } = backendOf(layer);
    let version: string | undefined;
    await this.found(`${bucket}/${key}`, async () => {
      version = (await this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).VersionId;
    });
    return version;
  }

  private async found(what: string, ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask();
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (/^(NotFound|NoSuchKey|NoSuchBucket)$/.test(error.name)) return false;
      throw new UserError(
        `${what} cannot be looked up: ${error.name}: ${error.message}\n  fix: sign in to the environment's account (see npm run check-config), and look at the permissions on the bucket`,
      );
    }
  }
}
