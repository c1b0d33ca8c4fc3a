import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../shared/errors';
import { root, workFolder } from '../shared/paths';
import { run } from '../shared/processes';
import { STACK_FILE } from '../shared/stack-json';
import { backendOf } from './backend-json';
import { type Layer, readEnvironment, type SynthesizedEnvironment } from './environment';
import { writeMovesBack } from './moved-back';
import {
  doneFile,
  isPointId,
  type KnownPoint,
  knownPoints,
  pointFile,
  pointsFolder,
  type Revision,
  readPoint,
  rollbackPoint,
} from './rollback-point';
import type { StateStore } from './state-store';

/** What points are kept in. */
type Store = Pick<StateStore, 'filled' | 'read' | 'write'>;

const MANIFEST = 'manifest.json';

/** Git's word on the sources; nothing where they are in no repository. */
async function revision(): Promise<Revision> {
  const head = await run('git', ['rev-parse', 'HEAD'], { cwd: root });
  if (head.exitCode !== 0) return { commit: null, modified: true };
  const status = await run('git', ['status', '--porcelain'], { cwd: root });
  return { commit: head.stdout.trim(), modified: status.stdout.trim() !== '' };
}

/** The files of a synthesis that are deployed, from its folder: each stack's JSON and assets. */
function deployedFiles(layers: readonly Layer[]): string[] {
  const assetsOf = ({ folder }: Layer) =>
    existsSync(join(folder, 'assets'))
      ? readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      : [];
  const files = layers.flatMap((layer) =>
    [STACK_FILE, ...assetsOf(layer)].map((file) => `stacks/${layer.stack}/${file}`),
  );
  return [MANIFEST, ...files].sort();
}

export interface Left {
  readonly id: string;
  /** Where it is, for people. */
  readonly place: string;
  /** The points that were there before, the oldest first. */
  readonly earlier: readonly KnownPoint[];
}

/** The points of an environment that are complete, the oldest first. */
export async function listPoints(store: Store, { name, layers }: SynthesizedEnvironment): Promise<KnownPoint[]> {
  return knownPoints(name, await store.filled(layers[0] as Layer, pointsFolder(name)));
}

/** Records in the state bucket what an environment is like now, and what is about to be applied to it. */
export async function leaveRollbackPoint(
  store: Store,
  environment: SynthesizedEnvironment,
  out: string,
  states: Parameters<typeof rollbackPoint>[1],
): Promise<Left> {
  const backend = environment.layers[0] as Layer;
  const folder = pointsFolder(environment.name);
  const earlier = await listPoints(store, environment);
  const files = deployedFiles(environment.layers);
  const point = rollbackPoint(environment, states, await revision(), files, new Date());
  await Promise.all(
    files.map((file) => store.write(backend, `${folder}${point.id}/${file}`, readFileSync(join(out, file)))),
  );
  await store.write(backend, `${folder}${pointFile(point.id)}`, `${JSON.stringify(point, null, 2)}\n`);
  return { id: point.id, place: `s3://${backendOf(backend).bucket}/${folder}${point.id}/`, earlier };
}

/** Says of a point that its deployment came to its end in these layers: it is a way back for those that follow. */
export async function markDone(
  store: Store,
  environment: SynthesizedEnvironment,
  { id }: Left,
  layers: readonly Layer[],
): Promise<void> {
  const at = `${new Date().toISOString()}\n`;
  const keys = layers.map(({ name }) => `${pointsFolder(environment.name)}${doneFile(id, name)}`);
  await Promise.all(keys.map((key) => store.write(environment.layers[0] as Layer, key, at)));
}

/**
 * Brings back the synthesis that a deployment applied.
 * @param environment as the sources are now
 * @param within where it is put
 * @throws UserError where there is no such point
 */
export async function recallSynthesis(
  store: Store,
  environment: SynthesizedEnvironment,
  id: string,
  within: string = workFolder,
): Promise<{ readonly environment: SynthesizedEnvironment; readonly out: string }> {
  const backend = environment.layers[0] as Layer;
  const folder = pointsFolder(environment.name);
  const text = isPointId(id) ? await store.read(backend, `${folder}${pointFile(id)}`) : undefined;
  if (text === undefined) {
    const known = (await listPoints(store, environment)).map((point) => point.id);
    throw new UserError(
      `${environment.name} has no rollback point ${JSON.stringify(id)}; expected one of ${known.slice(-10).join(', ') || 'none: nothing was deployed yet'}`,
    );
  }
  const out = join(within, 'rollback', `${environment.name}-${id}`);
  const { files } = readPoint(text.toString(), `s3://${backendOf(backend).bucket}/${folder}${pointFile(id)}`);
  for (const file of files) {
    const content = await store.read(backend, `${folder}${id}/${file}`);
    if (!content) throw new UserError(`rollback point ${id} is not whole: ${file} is missing`);
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), content);
  }
  const recalled = readEnvironment(environment.name, out);
  for (const layer of recalled.layers)
    writeMovesBack(
      layer,
      environment.layers.find(({ name }) => name === layer.name),
    );
  return { environment: recalled, out };
}
