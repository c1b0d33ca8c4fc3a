import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { InvalidSecret } from '../errors';
import type { SecretStore } from '../store';
import { clientOptions, name, reach } from './call';

/**
 * AWS Secrets Manager as the store of a rotation.
 *
 * Edge cases
 * [A1] ResourceNotFoundException on a read is the one that means "no value"; no permission, a key that cannot be used
 *      and a secret that is being deleted are errors, or a second password would be generated for them
 * [A2] a binary secret
 * [A3] a stage that another delivery has moved meanwhile: AWS answers InvalidParameterException
 */
export function secretsManagerStore(client = new SecretsManagerClient(clientOptions)): SecretStore {
  const service = 'Secrets Manager';
  return {
    async describe(secretId) {
      const secret = await reach(service, client.send(new DescribeSecretCommand({ SecretId: secretId })));
      return {
        rotationEnabled: secret.RotationEnabled,
        stages: new Map(Object.entries(secret.VersionIdsToStages ?? {})),
        tags: new Map((secret.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
      };
    },

    async read(secretId, version) {
      const which = 'id' in version ? { VersionId: version.id } : { VersionStage: version.stage };
      try {
        const command = new GetSecretValueCommand({ SecretId: secretId, ...which });
        const { SecretString } = await reach(service, client.send(command));
        if (SecretString !== undefined) return SecretString;
      } catch (error) {
        if (name(error) === 'ResourceNotFoundException') return undefined; // [A1]
        throw error;
      }
      throw new InvalidSecret(`${secretId} has a binary value; a database secret is JSON text.`); // [A2]
    },

    async put({ secretId, token, value, rotationToken }) {
      try {
        await reach(
          service,
          client.send(
            new PutSecretValueCommand({
              SecretId: secretId,
              ClientRequestToken: token,
              SecretString: value,
              VersionStages: ['AWSPENDING'],
              ...(rotationToken === undefined ? {} : { RotationToken: rotationToken }),
            }),
          ),
        );
        return 'stored';
      } catch (error) {
        if (name(error) === 'ResourceExistsException') return 'exists';
        throw error;
      }
    },

    async generatePassword(length, excludeCharacters) {
      const command = new GetRandomPasswordCommand({
        PasswordLength: length,
        ExcludeCharacters: excludeCharacters,
        RequireEachIncludedType: true,
      });
      const { RandomPassword } = await reach(service, client.send(command));
      if (RandomPassword === undefined) throw new Error('GetRandomPassword answered without a password.');
      return RandomPassword;
    },

    async moveStage(secretId, stage, from, to) {
      try {
        await reach(
          service,
          client.send(
            new UpdateSecretVersionStageCommand({
              SecretId: secretId,
              VersionStage: stage,
              ...(from === undefined ? {} : { RemoveFromVersionId: from }),
              ...(to === undefined ? {} : { MoveToVersionId: to }),
            }),
          ),
        );
        return 'moved';
      } catch (error) {
        if (name(error) === 'InvalidParameterException') return 'conflict'; // [A3]
        throw error;
      }
    },
  };
}
