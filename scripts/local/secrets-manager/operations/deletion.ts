import { invalidParameter, invalidRequest } from '../faults';
import { refuseManaged } from '../managed';
import { days } from '../model';
import type { Operation } from './operation';

const DEFAULT_WINDOW_DAYS = 30;

/** DeleteSecret */
export const deleteSecret: Operation = ({ input, vault, rotations }) => {
  const id = input.text('SecretId', { min: 1, max: 2048 });
  const window = input.number('RecoveryWindowInDays');
  const force = input.flag('ForceDeleteWithoutRecovery', false);
  if (force && window !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  if (window !== undefined && (window < 7 || window > 30)) {
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
  }
  const now = vault.now();
  const known = vault.all().some((one) => one.name === id || one.arn === id);
  // "If you forcibly delete an already deleted or nonexistent secret, the operation does not return
  // ResourceNotFoundException."
  if (force && !known) return { ARN: id, Name: id, DeletionDate: now / 1000 };
  const secret = vault.find(id);
  refuseManaged(secret);
  if (secret.deletion && !force) {
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  }
  if (secret.replicas.size > 0) {
    throw invalidRequest(
      `You can't delete secret ${secret.name} that still has replica regions: ${[...secret.replicas.keys()].join(', ')}.`,
    );
  }
  rotations.cancel(secret);
  const dueMs = force ? now : now + days(window ?? DEFAULT_WINDOW_DAYS);
  if (force || secret.primaryRegion !== undefined) vault.remove(secret);
  else secret.deletion = { askedMs: now, dueMs };
  return { ARN: secret.arn, Name: secret.name, DeletionDate: dueMs / 1000 };
};

/** RestoreSecret */
export const restoreSecret: Operation = ({ input, vault }) => {
  const secret = vault.find(input.text('SecretId', { min: 1, max: 2048 }));
  secret.deletion = undefined;
  return { ARN: secret.arn, Name: secret.name };
};
