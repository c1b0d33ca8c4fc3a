import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../shared/errors';
import { root, workFolder } from '../shared/paths';
import { run } from '../shared/processes';
import { STACK_FILE } from '../shared/stack-json';
import { backendOf } from './backend-json';
import { type Layer, readEnvironment, type SynthesizedEnvironment } from './environment';
import { isPointId, pointsFolder, type Revision, type RollbackPoint, rollbackPoint } from './rollback-point';
import type { StateStore } from './state-store';

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
  /** The point before, whose configuration is what is there now; undefined at the first deployment. */
  readonly previous: string | undefined;
}

/** Records in the state bucket what an environment is like now, and what is about to be applied to it. */
export async function leaveRollbackPoint(
  store: StateStore,
  environment: SynthesizedEnvironment,
  out: string,
  states: Parameters<typeof rollbackPoint>[1],
): Promise<Left> {
  const backend = environment.layers[0] as Layer;
  const folder = pointsFolder(environment.name);
  const previous = (await store.folders(backend, folder)).filter(isPointId).sort().at(-1);
  const files = deployedFiles(environment.layers);
  const point = rollbackPoint(environment, states, await revision(), files, new Date());
  await Promise.all(
    files.map((file) => store.write(backend, `${folder}${point.id}/${file}`, readFileSync(join(out, file)))),
  );
  // The last one: a point that has it is complete.
  await store.write(backend, `${folder}${point.id}/point.json`, `${JSON.stringify(point, null, 2)}\n`);
  return { id: point.id, place: `s3://${backendOf(backend).bucket}/${folder}${point.id}/`, previous };
}

/** Brings back the synthesis that a deployment applied. @throws UserError where there is no such point */
export async function recallSynthesis(
  store: StateStore,
  environment: SynthesizedEnvironment,
  id: string,
): Promise<{ readonly environment: SynthesizedEnvironment; readonly out: string }> {
  const backend = environment.layers[0] as Layer;
  const folder = `${pointsFolder(environment.name)}${id}/`;
  const text = isPointId(id) ? await store.read(backend, `${folder}point.json`) : undefined;
  if (text === undefined) {
    const known = (await store.folders(backend, pointsFolder(environment.name))).filter(isPointId).sort();
    throw new UserError(
      `${environment.name} has no rollback point ${JSON.stringify(id)}; expected one of ${known.slice(-10).join(', ') || 'none: nothing was deployed yet'}`,
    );
  }
  const out = join(workFolder, 'rollback', `${environment.name}-${id}`);
  for (const file of (JSON.parse(text.toString()) as RollbackPoint).files) {
    const content = await store.read(backend, `${folder}${file}`);
    if (!content) throw new UserError(`rollback point ${id} is not whole: ${file} is missing`);
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), content);
  }
  return { environment: readEnvironment(environment.name, out), out };
}
