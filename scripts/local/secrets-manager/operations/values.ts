import { invalidParameter, invalidRequest, notFound, SecretsFault } from '../faults';
import { refuseManaged } from '../managed';
import { addVersion, attach, checkStage, sameValue, tokenLimits, valueIn, versionWith } from '../versions';
import type { Operation } from './operation';

/** PutSecretValue */
export const putSecretValue: Operation = ({ input, vault, rotations }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  refuseManaged(secret);
  const token = input.text('ClientRequestToken', tokenLimits);
  const value = valueIn(input);
  if (!value) throw invalidParameter('You must provide either SecretString or SecretBinary.');
  rotations.checkToken(secret, input.optionalText('RotationToken', { min: 36, max: 256 }));
  const stages = input.texts('VersionStages') ?? ['AWSCURRENT'];
  if (stages.length === 0 || stages.length > 20) throw invalidParameter('VersionStages has 1 to 20 staging labels.');
  const existing = secret.versions.get(token);
  if (existing?.value !== undefined && !sameValue(existing.value, value)) {
    throw new SecretsFault(
      'ResourceExistsException',
      "You can't use ClientRequestToken because that value is already in use for a version of secret.",
    );
  }
  const version = existing ?? addVersion(secret, token, value, vault.now());
  // The same value again does nothing: in particular it does not bring back a stage that has moved on.
  if (existing?.value === undefined) {
    version.value = value;
    for (const stage of stages) attach(secret, checkStage(stage), version);
    if (!versionWith(secret, 'AWSCURRENT')) attach(secret, 'AWSCURRENT', version);
    secret.changedMs = vault.now();
  }
  return { ARN: secret.arn, Name: secret.name, VersionId: token, VersionStages: [...version.stages] };
};

/** GetSecretValue */
export const getSecretValue: Operation = ({ input, vault }) => {
  const secret = vault.live(input.text('SecretId', { min: 1, max: 2048 }));
  const id = input.optionalText('VersionId', tokenLimits);
  const stage = input.optionalText('VersionStage', { min: 1, max: 256 });
  const version = id === undefined ? versionWith(secret, stage ?? 'AWSCURRENT') : secret.versions.get(id);
  if (!version?.value) {
    const which = id === undefined ? `staging label: ${stage ?? 'AWSCURRENT'}` : `VersionId: ${id}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${which}`);
  }
  if (id !== undefined && stage !== undefined && !version.stages.has(stage)) {
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  version.accessedMs = vault.now();
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...version.value,
    VersionStages: [...version.stages],
    CreatedDate: version.createdMs / 1000,
  };
};
