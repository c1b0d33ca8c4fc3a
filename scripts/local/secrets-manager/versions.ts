import { invalidParameter, SecretsFault } from './faults';
import type { Input } from './input';
import type { Secret, Value, Version } from './model';

const MOST_STAGES = 20;
const MOST_VERSIONS = 100;

export const tokenLimits = { min: 32, max: 64 } as const;

/** The value in a request; `undefined` when it has none. */
export function valueIn(input: Input): Value | undefined {
  const text = input.optionalText('SecretString', { min: 1, max: 65_536 });
  const binary = input.optionalText('SecretBinary', { min: 1 });
  if (text !== undefined && binary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (text !== undefined) return { SecretString: text };
  return binary === undefined ? undefined : { SecretBinary: binary };
}

export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  return one?.SecretString === other?.SecretString && one?.SecretBinary === other?.SecretBinary;
}

export function versionWith(secret: Secret, stage: string): Version | undefined {
  return [...secret.versions.values()].find(({ stages }) => stages.has(stage));
}

/** A new version; versions without a stage go once there are more than a hundred. */
export function addVersion(secret: Secret, id: string, value: Value | undefined, nowMs: number): Version {
  const version: Version = { id, value, stages: new Set(), createdMs: nowMs };
  secret.versions.set(id, version);
  for (const old of secret.versions.values()) {
    if (secret.versions.size <= MOST_VERSIONS) break;
    if (old.stages.size === 0 && old !== version) secret.versions.delete(old.id);
  }
  return version;
}

/** Puts a stage on a version, takes it off any other; AWSPREVIOUS follows AWSCURRENT. */
export function attach(secret: Secret, stage: string, to: Version): void {
  const from = versionWith(secret, stage);
  if (from === to) return;
  if (to.stages.size >= MOST_STAGES) {
    throw new SecretsFault('LimitExceededException', `A version can have at most ${MOST_STAGES} staging labels.`);
  }
  from?.stages.delete(stage);
  to.stages.add(stage);
  if (stage !== 'AWSCURRENT' || !from) return;
  versionWith(secret, 'AWSPREVIOUS')?.stages.delete('AWSPREVIOUS');
  from.stages.add('AWSPREVIOUS');
}

export function checkStage(stage: string): string {
  if (stage.length >= 1 && stage.length <= 256) return stage;
  throw invalidParameter('A staging label has 1 to 256 characters.');
}
