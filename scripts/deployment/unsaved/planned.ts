import type { Values } from './import-ids';

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  /** Present where it is about what is only there to be destroyed. */
  readonly deposed?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly importing?: { readonly id: string };
  };
}

interface PlanJson {
  readonly resource_changes?: readonly Change[];
}

/** What a plan makes. */
export interface PlannedMake {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
  /** True where it is made in place of what is there. */
  readonly replaces: boolean;
}

/** What a plan takes over. */
export interface PlannedImport {
  readonly address: string;
  readonly type: string;
  /** As it is there. */
  readonly before: Values;
  /** As it is to be. */
  readonly after: Values;
}

const changesOf = (json: string) =>
  ((JSON.parse(json) as PlanJson).resource_changes ?? []).filter(({ mode, deposed }) => mode === 'managed' && !deposed);

export const plannedMakes = (json: string): PlannedMake[] =>
  changesOf(json)
    .filter(({ change }) => change.actions.includes('create') && !change.importing)
    .map(({ address, type, change }) => ({
      address,
      type,
      values: change.after ?? {},
      replaces: change.actions.length > 1,
    }));

export const plannedImports = (json: string): PlannedImport[] =>
  changesOf(json)
    .filter(({ change }) => change.importing)
    .map(({ address, type, change }) => ({ address, type, before: change.before ?? {}, after: change.after ?? {} }));
