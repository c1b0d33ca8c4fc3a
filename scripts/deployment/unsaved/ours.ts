import type { StateResource } from '../state-resources';
import type { Values } from './import-ids';
import type { PlannedImport } from './planned';

/** Tags that every layer's provider gives to all that it makes; together nobody else has them. */
const identity = ['Environment', 'Project', 'ManagedBy'];

/**
 * What is ours where that which it is a part of is ours: its attribute that names it, and the type of that. A rule of a
 * group has tags as well, and may have been added by hand: the group has no second one that says the same.
 */
const parents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_kms_alias: { target_key_id: 'aws_kms_key' },
  aws_lambda_permission: { function_name: 'aws_lambda_function' },
  aws_network_acl_rule: { network_acl_id: 'aws_network_acl' },
  aws_route: { route_table_id: 'aws_route_table' },
  aws_route_table_association: { subnet_id: 'aws_subnet', route_table_id: 'aws_route_table' },
  aws_s3_bucket_lifecycle_configuration: { bucket: 'aws_s3_bucket' },
  aws_vpc_security_group_egress_rule: { security_group_id: 'aws_security_group' },
  aws_vpc_security_group_ingress_rule: { security_group_id: 'aws_security_group' },
};

type Tags = Readonly<Record<string, unknown>>;

/** The tags of a resource; a group of instances has them as blocks. */
const tagsOf = ({ tags_all, tag }: Values): Tags =>
  Array.isArray(tag)
    ? Object.fromEntries(tag.map(({ key, value }: { key: string; value: unknown }) => [key, value]))
    : ((tags_all ?? {}) as Tags);

function hasOurTags({ before, after }: PlannedImport): boolean {
  const [found, planned] = [tagsOf(before), tagsOf(after)];
  return identity.every((key) => typeof planned[key] === 'string' && planned[key] === found[key]);
}

const entry = (type: string, id: unknown) => `${type} ${String(id)}`;

/**
 * Addresses of what a plan takes over and nothing shows to be ours: neither did the apply tell its id, nor has it the
 * environment's tags, nor is it a part of what is ours. Neither may anything be taken over that a state holds already.
 * @param told addresses of which the apply has told the id
 * @param states what the environment's states hold
 */
export function notOurs(
  imports: readonly PlannedImport[],
  told: ReadonlySet<string>,
  states: readonly StateResource[],
): string[] {
  const held = new Set(states.map(({ type, attributes }) => entry(type, attributes.id)));
  const free = imports.filter(({ type, before }) => !held.has(entry(type, before.id)));
  const known = free.filter((each) => told.has(each.address) || hasOurTags(each));
  const ours = new Set([...held, ...known.map(({ type, before }) => entry(type, before.id))]);
  const isPart = ({ type, before }: PlannedImport) => {
    const of = Object.entries(parents[type] ?? {});
    return of.length > 0 && of.every(([attribute, parent]) => ours.has(entry(parent, before[attribute])));
  };
  const taken = new Set(free.filter((each) => known.includes(each) || isPart(each)).map(({ address }) => address));
  return imports.map(({ address }) => address).filter((address) => !taken.has(address));
}
