import { randomUUID } from 'node:crypto';
import type { LocalRequest, LocalResponse } from '../gateway/messages';
import { accountOf, signatureScope } from '../gateway/signature';
import { SecretsFault } from './faults';
import { Input } from './input';
import { type ManagedSecrets, managedSecrets } from './managed';
import { Vault } from './model';
import { operations } from './operations';
import { type Invoker, type RotationRecord, Rotations } from './rotations';

export type { ManagedSecrets } from './managed';
export type { Invoker, RotationEvent, RotationRecord } from './rotations';
export { type SecretsManagerServer, serveSecretsManager } from './server';

export interface SecretsManagerOptions {
  readonly invoker: Invoker;
  /** Account of requests whose access key does not tell. @default '123456789012' */
  readonly accountId?: string;
  /** Region of requests whose signature does not tell. @default 'us-west-2' */
  readonly region?: string;
  /** Milliseconds since 1970, for recovery windows. @default the machine's clock */
  readonly now?: () => number;
  /** Times that a rotation is tried. @default 5 */
  readonly attempts?: number;
  /** Milliseconds between two tries. @default 500 */
  readonly retryMs?: number;
}

/** A Secrets Manager that refuses what AWS refuses, and whose RotateSecret calls the function's four steps. */
export interface SecretsManager {
  /** One request of the AWS JSON 1.1 protocol. */
  handle(request: LocalRequest): Promise<LocalResponse>;
  /** Settles when no rotation is under way. */
  idle(): Promise<void>;
  /** Rotations so far, as CloudTrail would show them. */
  readonly rotationRecords: readonly RotationRecord[];
  /** What AWS's own services do here, such as RDS with passwords of master users. */
  readonly managed: ManagedSecrets;
  /** A token as a rotation's event carries it, for events that a test delivers itself. */
  issueRotationToken(secretId: string): string;
}

export function createSecretsManager(options: SecretsManagerOptions): SecretsManager {
  const { accountId = '123456789012', region = 'us-west-2', now = Date.now } = options;
  const rotations = new Rotations({ ...options, now });
  const vaults = new Map<string, Vault>();
  const vaultOf = (account: string, place: string) => {
    const key = `${account} ${place}`;
    const vault = vaults.get(key) ?? new Vault(account, place, now);
    vaults.set(key, vault);
    return vault;
  };
  return {
    async handle({ path, headers, body }) {
      try {
        const target = String(headers['x-amz-target'] ?? '');
        const operation = operations[target.replace(/^secretsmanager\./, '')];
        if (!operation) throw new SecretsFault('UnknownOperationException', `${target} is no operation known here.`);
        const scope = signatureScope(path, headers);
        const account = (scope && accountOf(scope.accessKeyId)) ?? accountId;
        const elsewhere = (place: string) => vaultOf(account, place);
        const vault = elsewhere(scope?.region || region);
        return answer(200, await operation({ input: parse(body), vault, elsewhere, rotations }));
      } catch (error) {
        const fault = error instanceof SecretsFault ? error : new SecretsFault('InternalServiceError', String(error));
        return answer(fault.status, { __type: fault.type, Message: fault.message, message: fault.message });
      }
    },
    idle: () => rotations.idle(),
    rotationRecords: rotations.records,
    managed: managedSecrets(vaultOf, now),
    issueRotationToken: (secretId) => rotations.issueToken(vaultOf(accountId, region).find(secretId)),
  };
}

function parse(body: Buffer): Input {
  let value: unknown;
  try {
    value = JSON.parse(body.length === 0 ? '{}' : body.toString());
  } catch {
    throw new SecretsFault('ValidationException', 'The request is not JSON.');
  }
  if (typeof value !== 'object' || value === null)
    throw new SecretsFault('ValidationException', 'The request is no object.');
  return new Input(Object.fromEntries(Object.entries(value)));
}

function answer(status: number, members: object): LocalResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  return { status, headers, body: JSON.stringify(members) };
}
