import { stripVTControlCharacters } from 'node:util';
import type { Variables } from '../deployment/credentials';

const MASK = '***';
/** Shorter values are words that a text has anyway. */
const shortest = 8;
const secretName = /SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIAL|PRIVATE|WEBHOOK|API_?KEY|ACCESS_KEY/i;

/** What is a secret, or tells of an account, by its form alone. */
const forms: readonly RegExp[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /\b(AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  /\bgh[oprsu]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/g,
  /https:\/\/hooks\.slack\.com\/\S+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<=\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
  /\b\d{12}\b/g,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
];

/**
 * A text that everybody may read: without colours, and without what must not be seen. It is the second line: the
 * report of a plan has addresses and attribute names, and never a value.
 */
export function masked(text: string, env: Variables = process.env): string {
  const values = Object.entries(env).flatMap(([name, value = '']) =>
    secretName.test(name) && value.length >= shortest ? [value] : [],
  );
  const plain = stripVTControlCharacters(text);
  const hidden = values
    .sort((a, b) => b.length - a.length)
    .reduce((result, value) => result.replaceAll(value, MASK), plain);
  return forms.reduce((result, form) => result.replaceAll(form, MASK), hidden);
}
