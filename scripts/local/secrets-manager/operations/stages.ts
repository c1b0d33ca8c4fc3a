import { invalidParameter, notFound } from '../faults';
import { refuseManaged } from '../managed';
import type { Secret } from '../model';
import { attach, tokenLimits, versionWith } from '../versions';
import type { Operation } from './operation';

/** UpdateSecretVersionStage */
export const updateSecretVersionStage: Operation = ({ input, vault }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  refuseManaged(secret);
  const stage = input.text('VersionStage', { min: 1, max: 256 });
  const removeFrom = input.optionalText('RemoveFromVersionId', tokenLimits);
  const moveTo = input.optionalText('MoveToVersionId', tokenLimits);
  if (removeFrom === undefined && moveTo === undefined) {
    throw invalidParameter('You must specify RemoveFromVersionId or MoveToVersionId.');
  }
  const from = removeFrom === undefined ? undefined : version(secret, removeFrom);
  const to = moveTo === undefined ? undefined : version(secret, moveTo);
  const holder = versionWith(secret, stage);
  if (to === undefined && stage === 'AWSCURRENT') {
    throw invalidParameter(
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
  }
  if (from && holder !== from) {
    const where = holder ? `is currently attached to version ${holder.id}` : 'is attached to no version';
    throw invalidParameter(`RemoveFromVersionId ${from.id} does not have it: staging label ${stage} ${where}.`);
  }
  if (!from && holder && holder !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ` +
        `${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  if (to) attach(secret, stage, to);
  else from?.stages.delete(stage);
  secret.changedMs = vault.now();
  return { ARN: secret.arn, Name: secret.name };
};

function version(secret: Secret, id: string) {
  const found = secret.versions.get(id);
  if (!found) throw notFound(`Secrets Manager can't find the specified secret version: ${id}.`);
  return found;
}
