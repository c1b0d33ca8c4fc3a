import type { Marks } from './marks';
import { type Restart, restartsOf } from './restarts';
import { lossOf } from './stateful';

export type Action = 'create' | 'update' | 'replace' | 'destroy' | 'forget' | 'move' | 'import';

/** One thing that a plan does. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** The attributes that force a replacement; the address that a moved resource had. */
  readonly because?: readonly string[];
  /** True where Terraform was ended, or failed, while it made it, and takes it for broken. */
  readonly tainted?: boolean;
  /** True where it is tainted, and its replacement would be made before it goes, under the same name: AWS has no two. */
  readonly inItsOwnWay?: boolean;
  /** What is lost, where it is destroyed or replaced and cannot be made again as it was. */
  readonly loses?: string;
  /** What an in-place change does to the service of a database. */
  readonly restarts?: readonly Restart[];
  /** What it is now; nothing of it is ever shown. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** What a plan does, in the order of the addresses. */
export interface PlanSummary {
  readonly changes: readonly PlannedChange[];
  /** Names of the outputs whose value changes. */
  readonly outputs: readonly string[];
  /** True when there is anything to apply. */
  readonly pending: boolean;
}

type Path = readonly (string | number)[];
interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after?: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, Marks>>;
    readonly replace_paths?: readonly Path[];
    readonly importing?: unknown;
  };
}
interface PlanJson {
  readonly format_version: string;
  readonly applyable: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/** Reads what `terraform show -json` says of a plan. */
export function readPlan(text: string): PlanSummary {
  const plan = JSON.parse(text) as PlanJson;
  if (!plan.format_version?.startsWith('1.') || typeof plan.applyable !== 'boolean')
    throw new Error(`a plan of format ${plan.format_version} cannot be read`);
  const changes = (plan.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .flatMap((each) => {
      const action = actionOf(each);
      return action ? [changeOf(each, action)] : [];
    });
  const outputs = Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => actions[0] !== 'no-op');
  return {
    changes: changes.sort((a, b) => (a.address < b.address ? -1 : 1)),
    outputs: outputs.map(([name]) => name),
    pending: plan.applyable,
  };
}

function actionOf({ previous_address, change }: ResourceChange): Action | undefined {
  const { actions } = change;
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'destroy';
  if (actions.includes('forget')) return actions.includes('create') ? 'replace' : 'forget';
  if (actions.includes('create')) return 'create';
  if (actions.includes('update')) return 'update';
  if (change.importing) return 'import';
  return previous_address ? 'move' : undefined;
}

const nameOf = (values: ResourceChange['change']['before'] = null) => values?.alarm_name ?? values?.name;

function isInItsOwnWay({ action_reason, change: { actions, before, after } }: ResourceChange): boolean {
  const name = nameOf(before);
  const madeFirst = actions[0] === 'create' && actions.includes('delete');
  return action_reason === 'replace_because_tainted' && madeFirst && name !== undefined && name === nameOf(after);
}

function changeOf(resource: ResourceChange, action: Action): PlannedChange {
  const { address, type, previous_address, deposed, action_reason, change } = resource;
  const lost = change.actions.includes('delete') ? lossOf(type) : undefined;
  const { before, after, after_unknown } = change;
  const restarts =
    action === 'update' && before && after
      ? restartsOf(type, { before, after, after_unknown: after_unknown ?? {} })
      : [];
  const paths = change.replace_paths?.map((path) => path.join('.'));
  return {
    address: deposed ? `${address} (deposed ${deposed})` : address,
    type,
    action,
    ...(paths?.length ? { because: paths } : previous_address ? { because: [previous_address] } : {}),
    ...(action_reason === 'replace_because_tainted' ? { tainted: true } : {}),
    ...(isInItsOwnWay(resource) ? { inItsOwnWay: true } : {}),
    ...(lost ? { loses: lost } : {}),
    ...(restarts.length > 0 ? { restarts } : {}),
    before: before ?? {},
  };
}

/** How many of each action, in the order in which they are told. */
export function counts({ changes }: PlanSummary): Readonly<Record<Action, number>> {
  const of = (action: Action) => changes.filter((each) => each.action === action).length;
  return {
    create: of('create'),
    update: of('update'),
    replace: of('replace'),
    destroy: of('destroy'),
    forget: of('forget'),
    move: of('move'),
    import: of('import'),
  };
}
