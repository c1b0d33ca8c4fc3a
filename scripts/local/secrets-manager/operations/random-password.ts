import { randomInt } from 'node:crypto';
import { invalidParameter } from '../faults';
import type { Operation } from './operation';

const types = {
  ExcludeLowercase: 'abcdefghijklmnopqrstuvwxyz',
  ExcludeUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

/** GetRandomPassword */
export const getRandomPassword: Operation = ({ input }) => {
  const length = input.number('PasswordLength') ?? 32;
  if (length < 1 || length > 4096) throw invalidParameter('PasswordLength is from 1 to 4096.');
  const excluded = new Set(input.optionalText('ExcludeCharacters', { max: 4096 }) ?? '');
  const included = [
    ...Object.entries(types).flatMap(([flag, characters]) => (input.flag(flag, false) ? [] : [characters])),
    ...(input.flag('IncludeSpace', false) ? [' '] : []),
  ].map((characters) => [...characters].filter((one) => !excluded.has(one)));
  const required = input.flag('RequireEachIncludedType', true) ? included : [];
  if (required.some((characters) => characters.length === 0)) {
    throw invalidParameter('ExcludeCharacters leaves nothing of a character type that the password must include.');
  }
  if (required.length > length) {
    throw invalidParameter(`PasswordLength is less than the ${required.length} character types that are required.`);
  }
  const all = included.flat();
  if (all.length === 0) throw invalidParameter('No character is left to make a password of.');
  const drawn = [...required, ...Array.from({ length: length - required.length }, () => all)].map(pick);
  // Fisher and Yates: the required ones must not stand at the front.
  for (let index = drawn.length - 1; index > 0; index--) {
    const other = randomInt(index + 1);
    [drawn[index], drawn[other]] = [drawn[other] ?? '', drawn[index] ?? ''];
  }
  return { RandomPassword: drawn.join('') };
};

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}
