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
  /** True for what is known only once it is applied. */
  readonly after_unknown: Values;
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
    storage_throughput: 'slow',
    storage_type: storageType,
  },
  aws_rds_cluster: {
    db_cluster_parameter_group_name: 'reboot',
    engine_version: 'window',
    network_type: 'window',
    port: 'now',
  },
  aws_rds_cluster_instance: {
    ca_cert_identifier: 'window',
    db_parameter_group_name: 'reboot',
    identifier: 'window',
    instance_class: 'window',
  },
};

const order: readonly RestartWhen[] = ['now', 'window', 'reboot', 'slow'];

/** What an in-place change does to the service of a database, the worst first; nothing for any other resource. */
export function restartsOf(type: string, change: Change): Restart[] {
  if (type === 'aws_db_parameter_group' || type === 'aws_rds_cluster_parameter_group') return staticParameters(change);
  const { before, after, after_unknown: unknown } = change;
  const found = new Map<RestartWhen, string[]>();
  for (const [attribute, effect] of Object.entries(effects[type] ?? {})) {
    const [old, made] = [before[attribute] ?? null, after[attribute] ?? null];
    if (old === made && !unknown[attribute]) continue;
    const deferred = typeof effect === 'string' ? effect : effect(old, made);
    const when = deferred === 'window' && isImmediate(change) ? 'now' : deferred;
    if (when) found.set(when, [...(found.get(when) ?? []), attribute]);
  }
  return order.flatMap((when) => {
    const because = found.get(when);
    const at = when === 'window' ? windowOf(type, after) : undefined;
    return because ? [{ when, because, ...(at ? { window: at } : {}) }] : [];
  });
}

/** A blue/green update is switched over as soon as the copy is ready, whatever `apply_immediately` says. */
function isImmediate({ after, after_unknown: unknown }: Change): boolean {
  const [blueGreen] = (after.blue_green_update ?? []) as readonly { readonly enabled?: boolean }[];
  return after.apply_immediately === true || Boolean(unknown.apply_immediately) || blueGreen?.enabled === true;
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
