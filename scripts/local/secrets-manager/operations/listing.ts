import { SecretsFault } from '../faults';
import type { Input } from '../input';
import { days, type Secret } from '../model';
import type { Operation } from './operation';

/** DescribeSecret */
export const describeSecret: Operation = ({ input, vault }) => {
  const secret = vault.find(input.text('SecretId', { min: 1, max: 2048 }));
  const { replicas, primaryRegion } = secret;
  return {
    ...summary(secret),
    VersionIdsToStages: stagesOf(secret),
    ...(replicas.size > 0 ? { ReplicationStatus: replicationStatus(secret), PrimaryRegion: secret.region } : {}),
    ...(primaryRegion === undefined ? {} : { PrimaryRegion: primaryRegion }),
  };
};

/** ListSecrets */
export const listSecrets: Operation = ({ input, vault }) => {
  const planned = input.flag('IncludePlannedDeletion', false);
  const filters = input.structures('Filters') ?? [];
  const matching = vault
    .all()
    .filter((secret) => (planned || !secret.deletion) && filters.every((filter) => matches(secret, filter)))
    .sort((one, other) => one.createdMs - other.createdMs);
  if (input.optionalText('SortOrder') === 'desc') matching.reverse();
  const { items, next } = page(matching, input);
  return { SecretList: items.map((one) => ({ ...summary(one), SecretVersionsToStages: stagesOf(one) })), ...next };
};

/** ListSecretVersionIds */
export const listSecretVersionIds: Operation = ({ input, vault }) => {
  const secret = vault.find(input.text('SecretId', { min: 1, max: 2048 }));
  const deprecated = input.flag('IncludeDeprecated', false);
  const versions = [...secret.versions.values()].filter(({ stages }) => deprecated || stages.size > 0);
  const { items, next } = page(versions, input);
  return {
    ARN: secret.arn,
    Name: secret.name,
    Versions: items.map(({ id, stages, createdMs, accessedMs }) => ({
      VersionId: id,
      VersionStages: [...stages],
      CreatedDate: createdMs / 1000,
      ...(accessedMs === undefined ? {} : { LastAccessedDate: accessedMs / 1000 }),
    })),
    ...next,
  };
};

function stagesOf(secret: Secret): Record<string, string[]> {
  const staged = [...secret.versions.values()].filter(({ stages }) => stages.size > 0);
  return Object.fromEntries(staged.map(({ id, stages }) => [id, [...stages]]));
}

function summary(secret: Secret) {
  const { rotation, deletion, tags } = secret;
  const seconds = (ms: number) => ms / 1000;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description === undefined ? {} : { Description: secret.description }),
    ...(secret.kmsKeyId === undefined ? {} : { KmsKeyId: secret.kmsKeyId }),
    ...(secret.owningService === undefined ? {} : { OwningService: secret.owningService }),
    CreatedDate: seconds(secret.createdMs),
    LastChangedDate: seconds(secret.changedMs),
    ...(deletion ? { DeletedDate: seconds(deletion.askedMs) } : {}),
    ...(tags.size > 0 ? { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) } : {}),
    ...(rotation ? { RotationEnabled: rotation.enabled, RotationRules: rotation.rules } : {}),
    ...(rotation?.lambdaArn === undefined ? {} : { RotationLambdaARN: rotation.lambdaArn }),
    ...(rotation?.lastMs === undefined ? {} : { LastRotatedDate: seconds(rotation.lastMs) }),
    ...(rotation?.enabled && rotation.rules.AutomaticallyAfterDays
      ? {
          NextRotationDate: seconds(
            (rotation.lastMs ?? secret.createdMs) + days(rotation.rules.AutomaticallyAfterDays),
          ),
        }
      : {}),
  };
}

export function replicationStatus({ replicas }: Secret) {
  return [...replicas].map(([Region, { kmsKeyId }]) => ({
    Region,
    Status: 'InSync',
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
  }));
}

/** A value that starts with `!` asks for those that do not match. */
function matches(secret: Secret, filter: Input): boolean {
  const key = filter.text('Key');
  const values = filter.texts('Values') ?? [];
  const fields: Record<string, string[]> = {
    name: [secret.name],
    description: [secret.description ?? ''],
    'tag-key': [...secret.tags.keys()],
    'tag-value': [...secret.tags.values()],
    'primary-region': [secret.primaryRegion ?? secret.region],
    'owning-service': [secret.owningService ?? ''],
  };
  const all = [...(fields.name ?? []), ...(fields.description ?? []), ...secret.tags.keys(), ...secret.tags.values()];
  const found = key === 'all' ? all : fields[key];
  if (!found) throw new SecretsFault('ValidationException', `Filters: ${key} is no filter`);
  return values.some((value) =>
    value.startsWith('!')
      ? !found.some((one) => one.startsWith(value.slice(1)))
      : found.some((one) => one.toLowerCase().startsWith(value.toLowerCase())),
  );
}

function page<T>(all: readonly T[], input: Input): { items: T[]; next: { NextToken?: string } } {
  const size = input.number('MaxResults') ?? 100;
  if (size < 1 || size > 100) throw new SecretsFault('ValidationException', 'MaxResults is from 1 to 100');
  const token = input.optionalText('NextToken') ?? '0';
  if (!/^\d+$/.test(token)) throw new SecretsFault('InvalidNextTokenException', 'The NextToken value is invalid.');
  const start = Number(token);
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? { NextToken: String(end) } : {} };
}
