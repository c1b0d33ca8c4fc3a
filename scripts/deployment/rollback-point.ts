import { UserError } from '../shared/errors';
import { backendOf } from './backend-json';
import type { SynthesizedEnvironment } from './environment';
import { foundFormat, isObject, parsed } from './format';
import type { State } from './state-store';

/** What the sources were that an environment was synthesized from. */
export interface Revision {
  readonly commit: string | null;
  /** True where files differ from the commit: then the recorded JSON alone tells what was applied. */
  readonly modified: boolean;
}

/** What is recorded before an environment is changed. */
export interface RollbackPoint {
  readonly format: 1;
  readonly environment: string;
  /** `20261103T101500Z`: also the folder's name. */
  readonly id: string;
  readonly revision: Revision;
  /** Files of the synthesis, as they lie in the folder. */
  readonly files: readonly string[];
  readonly layers: readonly {
    readonly layer: string;
    readonly stack: string;
    /** The state as it was before; null where the layer was not there. */
    readonly state: {
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string | null;
      readonly serial: number;
      readonly lineage: string;
    } | null;
  }[];
}

/** `2026-11-03T10:15:00.123Z` as `20261103T101500Z`. */
export const pointId = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

export const isPointId = (text: string): boolean => /^\d{8}T\d{6}Z$/.test(text);

/** Folder of an environment's points in the state bucket; the points sort by time. */
export const pointsFolder = (environment: string): string => `${environment}/rollback/`;

/** What is recorded of a point, in its folder. It is written last: a point that has it is complete. */
export const pointFile = (id: string): string => `${id}/point.json`;

/** Says, in a point's folder, that its deployment came to its end in a layer. */
export const doneFile = (id: string, layer: string): string => `${id}/done/${layer}`;

/** A point that is complete. */
export interface KnownPoint {
  readonly id: string;
  /** The layers in which its deployment came to its end. */
  readonly done: readonly string[];
}

/** The complete ones among the points of an environment, the oldest first. @param keys of all that lies in its folder */
export function knownPoints(environment: string, keys: readonly string[]): KnownPoint[] {
  const files = keys.map((key) => key.slice(pointsFolder(environment).length));
  return files
    .map((file) => file.slice(0, file.indexOf('/')))
    .filter((id, place) => isPointId(id) && files[place] === pointFile(id))
    .sort()
    .map((id) => {
      const folder = doneFile(id, '');
      return { id, done: files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length)) };
    });
}

/** Reads what is recorded of a point. @param place of the text, for messages. @throws UserError where it is none */
export function readPoint(text: string, place: string): Pick<RollbackPoint, 'files'> {
  const point = parsed(text);
  if (isPoint(point)) return point;
  throw new UserError(
    [
      `${place} is no rollback point that can be read: found ${foundFormat(text, 'format', 1)}; expected one of format 1.`,
      '  fix: deploy with the groundwork that wrote it, or go back to another point',
    ].join('\n'),
  );
}

const isPoint = (value: unknown): value is Pick<RollbackPoint, 'files'> =>
  isObject(value) &&
  value.format === 1 &&
  Array.isArray(value.files) &&
  value.files.every((file) => typeof file === 'string');

export function rollbackPoint(
  { name, layers }: SynthesizedEnvironment,
  states: ReadonlyMap<string, State>,
  revision: Revision,
  files: readonly string[],
  at: Date,
): RollbackPoint {
  return {
    format: 1,
    environment: name,
    id: pointId(at),
    revision,
    files,
    layers: layers.map((layer) => {
      const state = states.get(layer.name);
      const { bucket, key } = backendOf(layer);
      return {
        layer: layer.name,
        stack: layer.stack,
        state: state
          ? { bucket, key, versionId: state.version ?? null, serial: state.serial, lineage: state.lineage }
          : null,
      };
    }),
  };
}
