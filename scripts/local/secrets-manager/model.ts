import { randomBytes } from 'node:crypto';
import { invalidRequest, notFound } from './faults';

/** A version's content; one that a rotation has just begun has none. */
export interface Value {
  readonly SecretString?: string;
  /** Base64, as on the wire. */
  readonly SecretBinary?: string;
}

export interface Version {
  readonly id: string;
  value: Value | undefined;
  readonly stages: Set<string>;
  readonly createdMs: number;
  accessedMs?: number;
}

export interface RotationState {
  enabled: boolean;
  lambdaArn: string | undefined;
  rules: RotationRules;
  lastMs?: number;
}

export interface RotationRules {
  readonly AutomaticallyAfterDays?: number;
  readonly Duration?: string;
  readonly ScheduleExpression?: string;
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  description: string | undefined;
  kmsKeyId: string | undefined;
  readonly tags: Map<string, string>;
  policy: string | undefined;
  versions: Map<string, Version>;
  rotation: RotationState | undefined;
  owningService: string | undefined;
  readonly createdMs: number;
  changedMs: number;
  /** Set while it is scheduled for deletion: when that was asked, and when it is gone. */
  deletion: { askedMs: number; dueMs: number } | undefined;
  /** Regions that a primary is replicated to. */
  readonly replicas: Map<string, { kmsKeyId: string | undefined }>;
  /** The region of the primary, for a replica. */
  primaryRegion: string | undefined;
}

const DAY_MS = 24 * 3600_000;
export const days = (count: number) => count * DAY_MS;

/** The secrets of one account in one region. */
export class Vault {
  private readonly secrets = new Map<string, Secret>();

  constructor(
    readonly accountId: string,
    readonly region: string,
    readonly now: () => number,
  ) {}

  /** All that are not gone for good. */
  all(): Secret[] {
    for (const [arn, secret] of this.secrets) {
      if (secret.deletion && secret.deletion.dueMs <= this.now()) this.secrets.delete(arn);
    }
    return [...this.secrets.values()];
  }

  named(name: string): Secret | undefined {
    return this.all().find((secret) => secret.name === name);
  }

  /** By name, ARN, or ARN without its six random characters. */
  find(id: string): Secret {
    const secret = this.all().find(
      (one) => one.name === id || one.arn === id || (id.startsWith('arn:') && one.arn.slice(0, -7) === id),
    );
    if (!secret) throw notFound();
    return secret;
  }

  /** The same, for an operation that a secret scheduled for deletion refuses. */
  live(id: string): Secret {
    const secret = this.find(id);
    if (!secret.deletion) return secret;
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  }

  /** The same, for an operation that only the primary takes. */
  writable(id: string): Secret {
    const secret = this.live(id);
    if (secret.primaryRegion === undefined) return secret;
    throw invalidRequest(
      `You can't change a replica secret. Call this operation in the primary's region, ${secret.primaryRegion}.`,
    );
  }

  create(
    name: string,
    partial: Partial<Pick<Secret, 'arn' | 'description' | 'kmsKeyId' | 'primaryRegion' | 'versions'>> = {},
  ) {
    const createdMs = this.now();
    const secret: Secret = {
      arn: partial.arn ?? `arn:aws:secretsmanager:${this.region}:${this.accountId}:secret:${name}-${suffix()}`,
      name,
      region: this.region,
      description: partial.description,
      kmsKeyId: partial.kmsKeyId,
      tags: new Map(),
      policy: undefined,
      versions: partial.versions ?? new Map(),
      rotation: undefined,
      owningService: undefined,
      createdMs,
      changedMs: createdMs,
      deletion: undefined,
      replicas: new Map(),
      primaryRegion: partial.primaryRegion,
    };
    this.secrets.set(secret.arn, secret);
    return secret;
  }

  remove(secret: Secret): void {
    this.secrets.delete(secret.arn);
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function suffix(): string {
  return [...randomBytes(6)].map((byte) => letters[byte % letters.length]).join('');
}
