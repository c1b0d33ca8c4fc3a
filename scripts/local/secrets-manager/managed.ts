import { randomUUID } from 'node:crypto';
import { invalidRequest } from './faults';
import type { Secret, Vault } from './model';
import { addVersion, attach } from './versions';

export interface ManagedSecret {
  readonly accountId: string;
  readonly region: string;
  /** Name of the service in `OwningService` and before the exclamation mark of the secret's name. */
  readonly service: string;
  /** What follows it. */
  readonly name: string;
  readonly description: string;
  /** @default AWS's own key */
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Secrets that belong to a service of AWS: only it writes and deletes them. */
export interface ManagedSecrets {
  /** @returns the ARN */
  create(secret: ManagedSecret): string;
  /** A new version AWSCURRENT. */
  put(arn: string, value: string): void;
  /** Deletes it at once, as a service does with what it made. */
  remove(arn: string): void;
}

export function managedSecrets(
  vaultOf: (accountId: string, region: string) => Vault,
  now: () => number,
): ManagedSecrets {
  const locate = (arn: string) => {
    const [, , , region = '', accountId = ''] = arn.split(':');
    const vault = vaultOf(accountId, region);
    return { vault, secret: vault.find(arn) };
  };
  const write = (secret: Secret, value: string) => {
    attach(secret, 'AWSCURRENT', addVersion(secret, randomUUID(), { SecretString: value }, now()));
    secret.changedMs = now();
  };
  return {
    create({ accountId, region, service, name, description, kmsKeyId, tags, value }) {
      const secret = vaultOf(accountId, region).create(`${service}!${name}`, { description, kmsKeyId });
      secret.owningService = service;
      for (const [key, text] of Object.entries(tags)) secret.tags.set(key, text);
      write(secret, value);
      return secret.arn;
    },
    put: (arn, value) => write(locate(arn).secret, value),
    remove(arn) {
      const { vault, secret } = locate(arn);
      vault.remove(secret);
    },
  };
}

/** Refuses what only the service may do that a secret belongs to. */
export function refuseManaged(secret: Secret): void {
  if (secret.owningService === undefined) return;
  throw invalidRequest(`You can't do this with a secret that is managed by ${secret.owningService}.`);
}
