import { invalidRequest, SecretsFault } from '../faults';
import { refuseManaged } from '../managed';
import { addVersion, attach, sameValue, tokenLimits, valueIn, versionWith } from '../versions';
import type { Operation } from './operation';
import { addReplicas } from './replication';
import { addTags } from './tags';

/** CreateSecret */
export const createSecret: Operation = ({ input, vault, elsewhere }) => {
  const name = input.text('Name', { min: 1, max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ });
  const value = valueIn(input);
  const token = input.text('ClientRequestToken', tokenLimits);
  const existing = vault.named(name);
  if (existing?.deletion) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (existing) {
    const version = existing.versions.get(token);
    if (version && sameValue(version.value, value)) return { ARN: existing.arn, Name: name, VersionId: token };
    throw new SecretsFault(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
  const description = input.optionalText('Description', { max: 2048 });
  const kmsKeyId = input.optionalText('KmsKeyId', { max: 2048 });
  const secret = vault.create(name, { description, kmsKeyId });
  try {
    addTags(secret, input.structures('Tags') ?? []);
    if (value) attach(secret, 'AWSCURRENT', addVersion(secret, token, value, vault.now()));
    addReplicas(secret, input.structures('AddReplicaRegions') ?? [], vault, elsewhere, false);
  } catch (error) {
    vault.remove(secret);
    throw error;
  }
  return { ARN: secret.arn, Name: name, ...(value ? { VersionId: token } : {}) };
};

/** UpdateSecret */
export const updateSecret: Operation = ({ input, vault }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  refuseManaged(secret);
  const value = valueIn(input);
  const token = value ? input.text('ClientRequestToken', tokenLimits) : undefined;
  const version = token === undefined ? undefined : secret.versions.get(token);
  if (version && !(version.stages.has('AWSCURRENT') && sameValue(version.value, value))) {
    throw new SecretsFault(
      'ResourceExistsException',
      "You can't use ClientRequestToken because that value is already in use for a version of secret.",
    );
  }
  if (input.has('Description')) secret.description = input.optionalText('Description', { max: 2048 });
  if (input.has('KmsKeyId')) secret.kmsKeyId = input.optionalText('KmsKeyId', { max: 2048 });
  if (value && token !== undefined && !version) {
    attach(secret, 'AWSCURRENT', addVersion(secret, token, value, vault.now()));
  }
  secret.changedMs = vault.now();
  const current = versionWith(secret, 'AWSCURRENT')?.id;
  return { ARN: secret.arn, Name: secret.name, ...(value && current !== undefined ? { VersionId: current } : {}) };
};
