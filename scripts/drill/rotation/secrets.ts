import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  paginateListSecrets,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { clientConfig } from '../../deployment/credentials';
import { UserError } from '../../shared/errors';
import type { DrillSession } from '../session';
import type { Credential } from './credential';

/** A secret that a function rotates. */
export interface RotatedSecret {
  readonly arn: string;
  readonly name: string;
}

/** A rotation is five tries of four steps at most. */
const restsWithinMs = 120_000;

/** What an application and an operator ask Secrets Manager. */
export class RotatedSecrets {
  private readonly client: SecretsManagerClient;

  constructor(private readonly session: Pick<DrillSession, 'cloud' | 'ended' | 'environment' | 'variables'>) {
    const [layer] = session.environment.layers;
    if (!layer) throw new Error('an environment without layers');
    this.client = new SecretsManagerClient(clientConfig(layer, 'SECRETS_MANAGER', session.variables));
  }

  /** Every secret that a function rotates. */
  async all(): Promise<RotatedSecret[]> {
    const found: RotatedSecret[] = [];
    for await (const { SecretList = [] } of paginateListSecrets({ client: this.client }, {}))
      for (const { ARN = '', Name = '', RotationEnabled, RotationLambdaARN } of SecretList)
        if (RotationEnabled && RotationLambdaARN) found.push({ arn: ARN, name: Name });
    return found;
  }

  /** What the secret says now. */
  async read({ arn }: RotatedSecret): Promise<Credential> {
    const { SecretString = '' } = await this.client.send(new GetSecretValueCommand({ SecretId: arn }));
    return JSON.parse(SecretString) as Credential;
  }

  /** Asks for a rotation, and waits for its end. @throws UserError when it fails */
  async rotate(secret: RotatedSecret): Promise<void> {
    const { VersionId = '' } = await this.client.send(new RotateSecretCommand({ SecretId: secret.arn }));
    await this.rest(secret, (stages) => stages[VersionId]?.includes('AWSCURRENT') ?? false);
  }

  /** Waits for the end of the rotation that the apply began. @throws UserError when it fails */
  async firstRotation(secret: RotatedSecret): Promise<void> {
    await this.rest(secret, (stages) => Object.values(stages).some((each) => each.includes('AWSPREVIOUS')));
  }

  /** Waits until a rotation is over: no version is left between pending and current. */
  private async rest(
    secret: RotatedSecret,
    isOver: (stages: Readonly<Record<string, readonly string[]>>) => boolean,
  ): Promise<void> {
    for (const deadline = Date.now() + restsWithinMs; Date.now() < deadline; await sleep(20)) {
      this.session.ended.throwIfAborted();
      const { VersionIdsToStages = {} } = await this.client.send(new DescribeSecretCommand({ SecretId: secret.arn }));
      const isPending = Object.values(VersionIdsToStages).some(
        (stages) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'),
      );
      if (!isPending && isOver(VersionIdsToStages)) return;
      const failed = this.records(secret).findLast(({ event }) => event.startsWith('Rotation'));
      if (failed?.event === 'RotationFailed')
        throw new UserError(`${secret.name}: the rotation failed: ${failed.reason}`);
    }
    const told = this.records(secret).map(({ event, reason }) => `  ${event}${reason ? `: ${reason}` : ''}`);
    throw new UserError(
      [`${secret.name}: the rotation did not end within ${restsWithinMs / 1000} s`, ...told].join('\n'),
    );
  }

  private records({ arn }: RotatedSecret) {
    return this.session.cloud.secretsManager.rotationRecords.filter(({ secretId }) => secretId === arn);
  }
}
