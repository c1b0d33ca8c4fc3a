import { backendOf } from './backend-json';
import type { SynthesizedEnvironment } from './environment';
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
