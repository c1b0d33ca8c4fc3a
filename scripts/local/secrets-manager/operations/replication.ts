import { invalidParameter, invalidRequest, SecretsFault } from '../faults';
import type { Input } from '../input';
import type { Secret, Vault } from '../model';
import { replicationStatus } from './listing';
import type { Operation } from './operation';

/** ReplicateSecretToRegions */
export const replicateSecretToRegions: Operation = ({ input, vault, elsewhere }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  const regions = input.structures('AddReplicaRegions') ?? [];
  if (regions.length === 0) throw invalidParameter('AddReplicaRegions has at least one region.');
  addReplicas(secret, regions, vault, elsewhere, input.flag('ForceOverwriteReplicaSecret', false));
  return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret) };
};

/** RemoveRegionsFromReplication */
export const removeRegionsFromReplication: Operation = ({ input, vault, elsewhere }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  const regions = input.texts('RemoveReplicaRegions') ?? [];
  const unknown = regions.filter((region) => !secret.replicas.has(region));
  if (unknown.length > 0) throw invalidParameter(`The secret is not replicated to ${unknown.join(', ')}.`);
  for (const region of regions) {
    const replica = elsewhere(region).named(secret.name);
    if (replica) elsewhere(region).remove(replica);
    secret.replicas.delete(region);
  }
  return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret) };
};

/** StopReplicationToReplica: called in the replica's region, where the replica becomes a secret of its own. */
export const stopReplicationToReplica: Operation = ({ input, vault, elsewhere }) => {
  const replica = vault.live(input.text('SecretId', { min: 1, max: 2048 }));
  if (replica.primaryRegion === undefined) throw invalidRequest('The secret is no replica.');
  const primary = elsewhere(replica.primaryRegion).named(replica.name);
  primary?.replicas.delete(vault.region);
  replica.versions = new Map(
    [...replica.versions].map(([id, version]) => [id, { ...version, stages: new Set(version.stages) }]),
  );
  replica.primaryRegion = undefined;
  return { ARN: replica.arn };
};

/** A replica has the primary's versions, at every instant. */
export function addReplicas(
  secret: Secret,
  regions: readonly Input[],
  vault: Vault,
  elsewhere: (region: string) => Vault,
  overwrite: boolean,
): void {
  const wanted = regions.map((one) => ({
    region: one.text('Region', { min: 1, max: 128 }),
    key: one.optionalText('KmsKeyId'),
  }));
  for (const { region } of wanted) {
    if (region === vault.region) throw invalidParameter(`${region} is the region of the primary secret.`);
    if (secret.replicas.has(region)) {
      throw new SecretsFault('ResourceExistsException', `The secret is replicated to ${region} already.`);
    }
    if (elsewhere(region).named(secret.name) && !overwrite) {
      throw new SecretsFault('ResourceExistsException', `${region} has a secret named ${secret.name}.`);
    }
  }
  for (const { region, key } of wanted) {
    const target = elsewhere(region);
    const old = target.named(secret.name);
    if (old) target.remove(old);
    target.create(secret.name, {
      arn: secret.arn.replace(`:${vault.region}:`, `:${region}:`),
      versions: secret.versions,
      primaryRegion: vault.region,
      kmsKeyId: key,
    });
    secret.replicas.set(region, { kmsKeyId: key });
  }
}
