import { isDeepStrictEqual } from 'node:util';
import { isObject, type Unread } from './format';

/** A resource that is not as its state says. */
export interface Move {
  /** As its state has it. */
  readonly before: Unread;
  /** As it was found. */
  readonly after: Unread;
  /** Identifiers and ARNs of the database instances that the environment's states have. */
  readonly instances: ReadonlySet<string>;
}

/** Whether an attribute has moved as it does by itself. */
type MovesByItself = (move: Move) => boolean;

const always: MovesByItself = () => true;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** It is found in one of these, which it passes through. */
const passing =
  (name: string, values: readonly string[]): MovesByItself =>
  ({ after }) =>
    values.includes(String(after[name]));

/** Nothing of its blocks differs but these attributes, and the first of them passes through one of these values. */
const passingIn =
  (name: string, moved: readonly [string, ...string[]], values: readonly string[]): MovesByItself =>
  ({ before, after }) => {
    const blocks = (resource: Unread) => listOf(resource[name]).filter(isObject);
    const others = (resource: Unread) =>
      blocks(resource)
        .map((block) => JSON.stringify(Object.entries(block).filter(([key]) => !moved.includes(key))))
        .sort();
    const pass = blocks(after).every((block) => values.includes(String(block[moved[0]])));
    return pass && isDeepStrictEqual(others(before), others(after));
  };

const upgradesItself: MovesByItself = ({ before }) => before.auto_minor_version_upgrade === true;

/** No version is asked for of a replica, whose state has the one that it was found in. */
const upgradedReplica: MovesByItself = (move) => {
  const major = ({ engine_version: version }: Unread) => String(version).replace(/\.[^.]*$/, '');
  return Boolean(move.before.replicate_source_db) && upgradesItself(move) && major(move.before) === major(move.after);
};

/** RDS makes a storage larger that is nearly full, up to the size that it may get. */
const grownStorage: MovesByItself = ({ before, after }) => {
  const [was, is, most] = [before.allocated_storage, after.allocated_storage, before.max_allocated_storage].map(Number);
  return Number(is) > Number(was) && Number(is) <= Number(most);
};

/** From 400 GiB on a volume has a higher baseline; below them nobody can ask for another one. */
const grownVolume =
  (name: string, baseline: number): MovesByItself =>
  (move) =>
    grownStorage(move) && Number(move.before.allocated_storage) < 400 && move.after[name] === baseline;

/** A rotation takes from a version that it is the current one, and the next that it was the one before. */
const rotated: MovesByItself = ({ before, after }) => {
  const ages = ['AWSCURRENT', 'AWSPREVIOUS'];
  const stages = (resource: Unread) => listOf(resource.version_stages).map(String);
  const age = (resource: Unread) => {
    const at = ages.findIndex((stage) => stages(resource).includes(stage));
    return at < 0 ? ages.length : at;
  };
  const others = (resource: Unread) =>
    stages(resource)
      .filter((stage) => !ages.includes(stage))
      .sort();
  return age(after) > age(before) && isDeepStrictEqual(others(after), others(before));
};

const confirmed: MovesByItself = ({ before, after }) =>
  before.pending_confirmation === true && after.pending_confirmation === false;

/**
 * What AWS, a rotation, or who confirms a subscription moves without that anything was changed. What is not here is
 * drift, and so is a move of another kind than the one that is said here. Nothing is here that somebody asks for in the
 * configuration, but for a storage that may grow and the stages of a version, which rotations take.
 */
export const moving: Readonly<Record<string, Readonly<Record<string, MovesByItself>>>> = {
  aws_backup_vault: { recovery_points: always },
  aws_db_instance: {
    allocated_storage: grownStorage,
    // A standby takes over.
    availability_zone: ({ before }) => before.multi_az === true,
    engine_version: upgradedReplica,
    engine_version_actual: upgradesItself,
    iops: grownVolume('iops', 12_000),
    latest_restorable_time: always,
    // RDS rotates it; an `impaired` one it cannot rotate.
    master_user_secret: passingIn('master_user_secret', ['secret_status'], ['active', 'creating', 'rotating']),
    // The source mirrors its replicas, which may be in other layers; one that no state has was made by hand.
    replicas: ({ after, instances }) => listOf(after.replicas).every((each) => instances.has(String(each))),
    // Not `stopped`, nor what needs somebody: `storage-full`, `incompatible-parameters`, `failed`.
    status: passing('status', [
      'available',
      'backing-up',
      'maintenance',
      'modifying',
      'rebooting',
      'resetting-master-credentials',
      'starting',
      'storage-config-upgrade',
      'storage-initialization',
      'storage-optimization',
      'upgrading',
    ]),
    storage_throughput: grownVolume('storage_throughput', 500),
  },
  aws_instance: {
    // AWS moves a machine to another host. One that is `stopped` stays so until somebody starts it.
    instance_state: passing('instance_state', ['pending', 'running', 'stopping']),
    // Of an address that stays its own `aws_eip` tells, when it goes.
    public_dns: always,
    public_ip: always,
  },
  aws_secretsmanager_secret: {
    replica: passingIn('replica', ['status', 'status_message', 'last_accessed_date'], ['InProgress', 'InSync']),
  },
  aws_secretsmanager_secret_version: { version_stages: rotated },
  aws_sns_topic_subscription: { confirmation_was_authenticated: confirmed, pending_confirmation: confirmed },
  // The ranges of the service that a gateway leads to.
  aws_vpc_endpoint: { cidr_blocks: always },
};
