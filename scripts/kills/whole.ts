import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../deployment/credentials';
import type { Layer } from '../deployment/environment';
import { backendOf, parseState, StateStore } from '../deployment/state-store';
import { Finder } from '../deployment/unsaved/find';
import { leftJournal } from '../deployment/unsaved/journal';
import { besideState } from '../deployment/unsaved/place';
import type { Workspace } from '../local/workspace';
import { stackJson } from '../shared/stack-json';
import { besideStates } from './beside';
import { lockTable } from './locks';
import { lockedOut } from './log-ins';

/**
 * What is not as it should be after a deployment has come to its end; nothing, if all is.
 * @param byHand ids of what people were told to delete
 */
export async function faultsOf(workspace: Workspace, byHand: ReadonlySet<string>): Promise<string[]> {
  const { environment } = workspace;
  const env = workspace.cloud.environment;
  const { locks, digests } = await lockTable(workspace);
  const store = new StateStore(workspace.layer('backend'), env);
  const faults = locks.map(({ Path, ID }) => `${Path} is still locked: ${ID}`);
  const owned = new Set<string>();
  for (const layer of environment.layers) {
    const { bucket, key } = backendOf(layer);
    const state = await store.read(layer, key);
    if (!state) {
      faults.push(`${layer.stack} has no state`);
      continue;
    }
    const digest = createHash('md5').update(state).digest('hex');
    if (digests.get(`${bucket}/${key}`) !== digest)
      faults.push(`${layer.stack}: the lock table has another checksum than the state`);
    if (await leftJournal(besideState(store, layer))) faults.push(`${layer.stack}: a journal was left`);
    if (existsSync(join(workspace.folderOf(layer), 'errored.tfstate')))
      faults.push(`${layer.stack}: an errored.tfstate was left`);
    for (const { attributes } of await store.resources(layer)) owned.add(String(attributes.id));
    faults.push(...(await history(workspace, layer)));
  }
  const backend = workspace.layer('backend');
  const known = new Set([...owned, ...byHand]);
  const strays = await new Finder(backend, known, env).strays(environmentTags(backend));
  const others = await besideStates(backend, known, env);
  faults.push(...[...strays, ...others].map((each) => `${each} is in no state`));
  faults.push(...(await lockedOut(workspace)));
  for (const command of ['plan', 'drift']) {
    const { exitCode, stdout, stderr } = await workspace.run(command, environment.name);
    if (exitCode !== 0 || stderr) faults.push(`${command} ends with ${exitCode}\n${stdout}\n${stderr}`);
  }
  return faults;
}

/** Every version of a state continues the one before it, or is that one: an upload without an answer is sent again. */
async function history(workspace: Workspace, layer: Layer): Promise<string[]> {
  const config = clientConfig(layer, 'S3', workspace.cloud.environment);
  const client = new S3Client({ ...config, forcePathStyle: true });
  const { bucket: Bucket, key: Key } = backendOf(layer);
  const versions: { lineage: string; serial: number; text: string }[] = [];
  const { Versions = [], IsTruncated } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  if (IsTruncated) throw new Error(`${Key} has more versions than one page`);
  for (const { VersionId } of Versions.filter((version) => version.Key === Key)) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    const text = (await Body?.transformToString()) ?? '';
    versions.push({ ...parseState(text, VersionId), text });
  }
  // The newest comes first.
  return versions.slice(1).flatMap((older, index) => {
    const newer = versions[index] as (typeof versions)[number];
    if (newer.text === older.text || (newer.lineage === older.lineage && newer.serial > older.serial)) return [];
    return [
      `${layer.stack}: serial ${newer.serial} of ${newer.lineage} was written upon ${older.serial} of ${older.lineage}`,
    ];
  });
}

interface ProviderJson {
  readonly provider: {
    readonly aws: readonly { readonly default_tags: readonly { readonly tags: Readonly<Record<string, string>> }[] }[];
  };
}

const environmentTags = (layer: Layer) =>
  stackJson<ProviderJson>(layer.folder).provider.aws[0]?.default_tags[0]?.tags ?? {};
