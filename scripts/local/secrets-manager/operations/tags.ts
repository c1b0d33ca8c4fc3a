import { invalidParameter, SecretsFault } from '../faults';
import type { Input } from '../input';
import type { Secret } from '../model';
import type { Operation } from './operation';

const MOST_TAGS = 50;

/** TagResource */
export const tagResource: Operation = ({ input, vault }) => {
  addTags(vault.live(input.text('SecretId', { min: 1, max: 2048 })), input.structures('Tags') ?? []);
  return {};
};

/** UntagResource */
export const untagResource: Operation = ({ input, vault }) => {
  const secret = vault.live(input.text('SecretId', { min: 1, max: 2048 }));
  for (const key of input.texts('TagKeys') ?? []) secret.tags.delete(checkKey(key));
  return {};
};

export function addTags(secret: Secret, tags: readonly Input[]): void {
  const pairs = tags.map(
    (tag) => [checkKey(tag.text('Key', { min: 1, max: 128 })), tag.text('Value', { max: 256 })] as const,
  );
  const keys = new Set([...secret.tags.keys(), ...pairs.map(([key]) => key)]);
  if (keys.size > MOST_TAGS) {
    throw new SecretsFault('LimitExceededException', `A secret can have at most ${MOST_TAGS} tags.`);
  }
  for (const [key, value] of pairs) secret.tags.set(key, value);
}

function checkKey(key: string): string {
  if (!key.toLowerCase().startsWith('aws:')) return key;
  throw invalidParameter('Tag keys that start with aws: are reserved for AWS.');
}
