import { InvalidSecret, MismatchedSecret } from './errors';
import type { Instances } from './instances';
import { baseUser } from './names';
import { type DatabaseSecret, parseLogin, parseMembers, toSecret } from './secret';
import type { SecretStore } from './store';

/**
 * The master credential that may change the alternate user.
 *
 * Edge cases
 * [M1] the secret names no master
 * [M2] a master secret that RDS manages has user and password only: the rest comes from the instance or cluster that
 *      the secret's system tags name
 * [M3] neither a host nor such a tag
 * [M4] another engine
 * [M5] another host: only the primary of the replica that the secret names may be meant
 * [M6] the master is one of the two users themselves
 */

const ownerTags = ['aws:rds:primaryDBInstanceArn', 'aws:rds:primaryDBClusterArn'];

export async function readMaster(
  current: DatabaseSecret,
  store: SecretStore,
  instances: () => Promise<Instances>,
): Promise<DatabaseSecret> {
  const arn = current.masterarn;
  // [M1]
  if (arn === undefined) throw new InvalidSecret('The secret has no masterarn, which alternating users need.');
  const where = `The master secret ${arn}`;
  const value = await store.read(arn, { stage: 'AWSCURRENT' });
  if (value === undefined) throw new InvalidSecret(`${where} does not exist or has no value.`);
  const members = parseMembers(value, where);
  const located =
    'host' in members ? toSecret(members, where) : await locate(arn, members, where, store, await instances());
  const master: DatabaseSecret = { ...located, ...(current.dbname === undefined ? {} : { dbname: current.dbname }) };
  if (master.engine !== current.engine) {
    // [M4]
    throw new MismatchedSecret(`${where} is of ${master.engine}, the secret of ${current.engine}.`);
  }
  if (baseUser(master.username) === baseUser(current.username)) {
    throw new MismatchedSecret(`${where} is of ${master.username}, one of the two users that take turns.`); // [M6]
  }
  if (sameHost(master.host, current.host) && master.port === current.port) return master;
  const primary = await (await instances()).primaryOf(current.host);
  if (primary !== undefined && sameHost(primary, master.host)) return master;
  // [M5]
  const is = primary === undefined ? 'which is no replica' : `whose primary is ${primary}`;
  throw new MismatchedSecret(
    `${where} is of ${master.host}:${master.port}, the secret of ${current.host}:${current.port}, ${is}.`,
  );
}

/** [M2] */
async function locate(
  arn: string,
  members: Readonly<Record<string, unknown>>,
  where: string,
  store: SecretStore,
  instances: Instances,
): Promise<DatabaseSecret> {
  const login = parseLogin(members, where);
  const { tags } = await store.describe(arn);
  const owner = [...tags].find(([key]) => ownerTags.some((tag) => tag.toLowerCase() === key.toLowerCase()))?.[1];
  if (owner === undefined) {
    throw new InvalidSecret(`${where} has no host and none of the tags ${ownerTags.join(', ')}.`); // [M3]
  }
  return { ...(await instances.endpoint(owner)), ...login };
}

/** Host names do not depend on case, nor on the dot at their end. */
export function sameHost(one: string, other: string): boolean {
  return one.toLowerCase().replace(/\.$/, '') === other.toLowerCase().replace(/\.$/, '');
}
