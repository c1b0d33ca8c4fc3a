/** The calls of Secrets Manager that a rotation makes, and what their refusals mean to it. */
export interface SecretStore {
  describe(secretId: string): Promise<SecretState>;
  /** A version's value; `undefined` when there is no such version or it has no value, and for no other reason. */
  read(secretId: string, version: { stage: string } | { id: string }): Promise<string | undefined>;
  /** Stores the value of a rotation's version as AWSPENDING; `exists` when that version has another value already. */
  put(version: PendingVersion): Promise<'stored' | 'exists'>;
  generatePassword(length: number, excludeCharacters: string): Promise<string>;
  /** Moves or, without `to`, takes off a stage; `conflict` when the version in `from` does not have it any more. */
  moveStage(secretId: string, stage: string, from: string | undefined, to?: string): Promise<'moved' | 'conflict'>;
}

export interface SecretState {
  /** `undefined` when Secrets Manager does not say. */
  readonly rotationEnabled: boolean | undefined;
  /** Stages of each version. */
  readonly stages: ReadonlyMap<string, readonly string[]>;
  readonly tags: ReadonlyMap<string, string>;
}

export interface PendingVersion {
  readonly secretId: string;
  readonly token: string;
  readonly value: string;
  readonly rotationToken: string | undefined;
}

/** The version that has a stage. */
export function versionWith(state: SecretState, stage: string): string | undefined {
  return [...state.stages].find(([, stages]) => stages.includes(stage))?.[0];
}
