import { isDeepStrictEqual } from 'node:util';
import { holdsMark, type Marks } from './marks';

/**
 * When a change makes a database restart, or be out of reach for a moment:
 * `now`: while it is applied; `window`: in the next maintenance window; `reboot`: RDS does not restart it, and the
 * change has no effect until somebody does; `slow`: it stays in reach, and answers more slowly for minutes to hours.
 */
export type RestartWhen = 'now' | 'window' | 'reboot' | 'slow';

/** What an in-place change does to the service of a database. */
export interface Restart {
  readonly when: RestartWhen;
  /** The attributes that are the cause. */
  readonly because: readonly string[];
  /** The maintenance window, where that is when: `sun:03:00-sun:04:00`. */
  readonly window?: string;
}

type Values = Readonly<Record<string, unknown>>;
interface Change {
  readonly before: Values;
  readonly after: Values;
  /** What is known only once it is applied. */
  readonly after_unknown: Readonly<Record<string, Marks>>;
}
type Effect = RestartWhen | ((before: unknown, after: unknown) => RestartWhen | undefined);

/** Switching backups on or off restarts; another number of days does not. */
const betweenNoneAndSome: Effect = (before, after) => ((before === 0) !== (after === 0) ? 'window' : undefined);
/** From and to magnetic storage there is a brief downtime; among the others it is copied behind the scenes. */
const storageType: Effect = (before, after) => ([before, after].includes('standard') ? 'window' : 'slow');
/** A standby that is made reads all of the storage; one that is given up does no harm. */
const standby: Effect = (_, after) => (after === false ? undefined : 'slow');

/**
 * What a change of an attribute does where it is deferred; `apply_immediately` makes `window` `now`. Attributes that
 * are not here change without downtime. Where AWS says "possible" or "depends on the version", it is told as if it
 * were so.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/user-piops-dlv.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/modify-multi-az-db-cluster.html
 * https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-modify.html
 * https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-modify.html
 *
 * What the provider does at once is `now`: it promotes a replica as soon as its source is taken out, and upgrades the
 * members of a global cluster without a window.
 */
const effects: Readonly<Record<string, Readonly<Record<string, Effect>>>> = {
  aws_db_instance: {
    allocated_storage: 'slow',
    backup_retention_period: betweenNoneAndSome,
    ca_cert_identifier: 'window',
    db_subnet_group_name: 'window',
    dedicated_log_volume: 'reboot',
    domain: 'window',
    domain_iam_role_name: 'window',
    engine_version: 'window',
    identifier: 'window',
    instance_class: 'window',
    iops: 'slow',
    license_model: 'window',
    multi_az: standby,
    network_type: 'window',
    parameter_group_name: 'reboot',
    port: 'now',
    replicate_source_db: 'now',
    storage_throughput: 'slow',
    storage_type: storageType,
  },
  aws_docdb_cluster: {
    db_cluster_parameter_group_name: 'reboot',
    engine_version: 'window',
  },
  aws_docdb_cluster_instance: {
    ca_cert_identifier: 'window',
    instance_class: 'window',
  },
  aws_docdb_global_cluster: {
    engine_version: 'now',
  },
  aws_neptune_cluster: {
    engine_version: 'window',
    neptune_cluster_parameter_group_name: 'reboot',
  },
  aws_neptune_cluster_instance: {
    instance_class: 'window',
    neptune_parameter_group_name: 'reboot',
  },
  aws_neptune_global_cluster: {
    engine_version: 'now',
  },
  aws_rds_cluster: {
    ca_certificate_identifier: 'window',
    db_cluster_instance_class: 'window',
    db_cluster_parameter_group_name: 'reboot',
    engine_version: 'window',
    network_type: 'window',
    port: 'now',
    replication_source_identifier: 'now',
  },
  aws_rds_cluster_instance: {
    ca_cert_identifier: 'window',
    db_parameter_group_name: 'reboot',
    identifier: 'window',
    instance_class: 'window',
  },
  aws_rds_global_cluster: {
    engine_version: 'now',
  },
};

/**
 * What the provider changes in place also where `blue_green_update` is enabled. Anything else it changes on a copy,
 * switches over to that at once, whatever `apply_immediately` says, and deletes the instance that was.
 */
const besideBlueGreen: ReadonlySet<string> = new Set([
  'allow_major_version_upgrade',
  'blue_green_update',
  'delete_automated_backups',
  'deletion_protection',
  'final_snapshot_identifier',
  'password',
  'replicate_source_db',
  'skip_final_snapshot',
  'tags',
  'tags_all',
  'timeouts',
]);

const order: readonly RestartWhen[] = ['now', 'window', 'reboot', 'slow'];
const parameterGroup = /^aws_(db|docdb_cluster|neptune|neptune_cluster|rds_cluster)_parameter_group$/;

/** What an in-place change does to the service of a database, the worst first; nothing for any other resource. */
export function restartsOf(type: string, change: Change): Restart[] {
  if (parameterGroup.test(type)) return staticParameters(change);
  const { before, after, after_unknown: unknown } = change;
  const effectOf = (attribute: string): Effect | undefined =>
    isBlueGreen(type, change) && !besideBlueGreen.has(attribute) ? 'now' : effects[type]?.[attribute];
  const found = new Map<RestartWhen, string[]>();
  for (const attribute of Object.keys({ ...before, ...after, ...unknown }).sort()) {
    const [old, made] = [before[attribute] ?? null, after[attribute] ?? null];
    if (isDeepStrictEqual(old, made) && !holdsMark(unknown[attribute])) continue;
    const effect = effectOf(attribute);
    const deferred = typeof effect === 'function' ? effect(old, made) : effect;
    const when = deferred === 'window' && isImmediate(change) ? 'now' : deferred;
    if (when) found.set(when, [...(found.get(when) ?? []), attribute]);
  }
  return order.flatMap((when) => {
    const because = found.get(when);
    const at = when === 'window' ? windowOf(type, after) : undefined;
    return because ? [{ when, because, ...(at ? { window: at } : {}) }] : [];
  });
}

const isImmediate = ({ after, after_unknown: unknown }: Change): boolean =>
  after.apply_immediately === true || holdsMark(unknown.apply_immediately);

/** Also where that is known only once it is applied. */
function isBlueGreen(type: string, { after, after_unknown: unknown }: Change): boolean {
  if (type !== 'aws_db_instance') return false;
  const [block] = (after.blue_green_update ?? []) as readonly { readonly enabled?: boolean }[];
  return block?.enabled === true || holdsMark(unknown.blue_green_update);
}

function windowOf(type: string, after: Values): string | undefined {
  const window = after[type === 'aws_db_instance' ? 'maintenance_window' : 'preferred_maintenance_window'];
  return typeof window === 'string' ? window : undefined;
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly apply_method?: string;
}

/** The static parameters that differ; what is taken out goes back to its default, by the method that it had. */
function staticParameters({ before, after }: Change): Restart[] {
  const [old, made] = [before, after].map(({ parameter }) => (parameter ?? []) as readonly Parameter[]);
  const isIn = (list: readonly Parameter[] = [], { name, value }: Parameter) =>
    list.some((each) => each.name === name && each.value === value);
  const differing = [
    ...(made ?? []).filter((each) => !isIn(old, each)),
    ...(old ?? []).filter(({ name }) => !made?.some((each) => each.name === name)),
  ].filter(({ apply_method: method }) => method === 'pending-reboot');
  return differing.length > 0 ? [{ when: 'reboot', because: differing.map(({ name }) => name).sort() }] : [];
}

const stories: Readonly<Record<RestartWhen, string>> = {
  now: 'RESTARTS NOW',
  window: 'restarts in the maintenance window',
  reboot: 'takes effect once somebody restarts the database',
  slow: 'is slower while its storage is made anew',
};

/** `RESTARTS NOW because of port`: how a report tells it. */
export const restartNote = ({ when, because, window }: Restart): string =>
  `${stories[when]}${window ? ` (${window} UTC)` : ''} because of ${because.join(', ')}`;
