import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { UserError } from '../shared/errors';
import { backendOf } from './backend-json';
import { clientConfig, type Variables } from './credentials';
import type { Layer } from './environment';
import { readState, type StateResource, stateIds, stateResources } from './state-resources';

export { backendOf } from './backend-json';

/** What an object holds that was emptied. */
const EMPTIED = '\n';

/** A layer's state, as far as we look at it. */
export interface State {
  /** The version of the object in the bucket. */
  readonly version: string | undefined;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: number;
  readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
}

/**
 * Reads a state file.
 * @param version of the object that it came from
 * @param place of that object, for messages
 * @throws UserError where it is none
 */
export function parseState(text: string, version: string | undefined, place = 'the state'): State {
  const state = readState(text, place);
  const managed = state.resources.filter(({ mode }) => mode === 'managed');
  const resources = managed.reduce((sum, { instances }) => sum + instances.length, 0);
  return { version, serial: state.serial, lineage: state.lineage, resources, outputs: state.outputs };
}

function placeOf(layer: Layer): string {
  const { bucket, key } = backendOf(layer);
  return `s3://${bucket}/${key}`;
}

/** Answers what is in the state bucket of an environment, with the credentials that its layers use. */
export class StateStore {
  private readonly client: S3Client;

  /**
   * @param layer any layer of the environment
   * @param env credentials and endpoint, as Terraform gets them. @default this process's own
   */
  constructor(layer: Layer, env: Variables = process.env) {
    const config = clientConfig(layer, 'S3', env);
    this.client = new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined });
  }

  async bucketExists(layer: Layer): Promise<boolean> {
    const { bucket } = backendOf(layer);
    return (await this.found(bucket, () => this.client.send(new HeadBucketCommand({ Bucket: bucket })))) !== undefined;
  }

  /** True when the layer has a state: it was applied at least once. */
  async hasState(layer: Layer): Promise<boolean> {
    const { bucket, key } = backendOf(layer);
    const head = new HeadObjectCommand({ Bucket: bucket, Key: key });
    return (await this.found(`${bucket}/${key}`, () => this.client.send(head))) !== undefined;
  }

  /** A layer's state; undefined where it was never applied. */
  async state(layer: Layer): Promise<State | undefined> {
    const object = await this.get(layer, backendOf(layer).key);
    return object && parseState(object.content.toString(), object.version, placeOf(layer));
  }

  /**
   * What a layer's state holds, and the ids of all that it knows of, also of what is only there to be destroyed; nothing
   * where it was never applied.
   */
  async contents(layer: Layer): Promise<{ readonly resources: StateResource[]; readonly ids: string[] }> {
    const text = await this.read(layer, backendOf(layer).key);
    if (!text) return { resources: [], ids: [] };
    const state = readState(text.toString(), placeOf(layer));
    return { resources: stateResources(state), ids: stateIds(state) };
  }

  /** What a layer's state holds; nothing where it was never applied. */
  async resources(layer: Layer): Promise<StateResource[]> {
    return (await this.contents(layer)).resources;
  }

  /** An object of the layer's bucket; undefined where there is none. */
  async read(layer: Layer, key: string): Promise<Buffer | undefined> {
    return (await this.get(layer, key))?.content;
  }

  /** The keys of the objects in a folder of the layer's bucket that were not emptied. */
  async filled(layer: Layer, folder: string): Promise<string[]> {
    const { bucket: Bucket } = backendOf(layer);
    const keys = await this.found(`${Bucket}/${folder}`, async () => {
      const found: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.client }, { Bucket, Prefix: folder }))
        found.push(...Contents.filter(({ Size = 0 }) => Size > EMPTIED.length).map(({ Key = '' }) => Key));
      return found;
    });
    return keys ?? [];
  }

  /** The text of an object beside the states; undefined where there is none, or it was emptied. */
  async text(layer: Layer, key: string): Promise<string | undefined> {
    return (await this.read(layer, key))?.toString().trim() || undefined;
  }

  /** Empties an object: who deploys need not be allowed to delete anything in the bucket of the states. */
  empty(layer: Layer, key: string): Promise<void> {
    return this.write(layer, key, EMPTIED);
  }

  /** Writes an object beside the states. */
  async write(layer: Layer, key: string, content: string | Uint8Array): Promise<void> {
    const { bucket } = backendOf(layer);
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: content });
    const written = await this.found(`${bucket}/${key}`, () => this.client.send(put));
    if (!written) throw new UserError(`${bucket}/${key} cannot be written: there is no such bucket`);
  }

  private get(layer: Layer, key: string) {
    const { bucket } = backendOf(layer);
    return this.found(`${bucket}/${key}`, async () => {
      const { Body, VersionId } = await this.client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { content: Buffer.from((await Body?.transformToByteArray()) ?? []), version: VersionId };
    });
  }

  private async found<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (/^(NotFound|NoSuchKey|NoSuchBucket)$/.test(error.name)) return undefined;
      throw new UserError(
        `${what} cannot be reached: ${error.name}: ${error.message}\n  fix: sign in to the environment's account (see npm run check-config), and look at the permissions on the bucket`,
      );
    }
  }
}
