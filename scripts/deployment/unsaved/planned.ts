import type { Values } from './import-ids';

type Tags = Readonly<Record<string, string>>;

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: { readonly tags_all?: Tags | null } | null;
      readonly after: (Values & { readonly tags_all?: Tags | null }) | null;
      readonly importing?: { readonly id: string };
    };
  }[];
}

export interface PlannedCreate {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** What a plan makes. */
export const plannedCreates = (json: string): PlannedCreate[] =>
  ((JSON.parse(json) as PlanJson).resource_changes ?? [])
    .filter(({ mode, change }) => mode === 'managed' && change.actions.join() === 'create')
    .map(({ address, type, change }) => ({ address, type, values: change.after ?? {} }));

/** Addresses of what a plan imports that has not one tag of those that it is to have: somebody else has made it. */
export const foreignImports = (json: string): string[] =>
  ((JSON.parse(json) as PlanJson).resource_changes ?? [])
    .filter(({ change: { importing, before, after } }) => {
      const planned = Object.entries(after?.tags_all ?? {});
      const found = before?.tags_all ?? {};
      return importing && planned.length > 0 && planned.every(([key, value]) => found[key] !== value);
    })
    .map(({ address }) => address);
