import { createSecret, updateSecret } from './create';
import { deleteSecret, restoreSecret } from './deletion';
import { describeSecret, listSecrets, listSecretVersionIds } from './listing';
import type { Operation } from './operation';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy, validateResourcePolicy } from './policy';
import { getRandomPassword } from './random-password';
import { removeRegionsFromReplication, replicateSecretToRegions, stopReplicationToReplica } from './replication';
import { cancelRotateSecret, rotateSecret } from './rotation';
import { updateSecretVersionStage } from './stages';
import { tagResource, untagResource } from './tags';
import { getSecretValue, putSecretValue } from './values';

export const operations: Readonly<Record<string, Operation>> = {
  CancelRotateSecret: cancelRotateSecret,
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RemoveRegionsFromReplication: removeRegionsFromReplication,
  ReplicateSecretToRegions: replicateSecretToRegions,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  StopReplicationToReplica: stopReplicationToReplica,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
  ValidateResourcePolicy: validateResourcePolicy,
};
