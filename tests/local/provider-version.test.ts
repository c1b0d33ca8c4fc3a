import { expect, test } from 'vitest';
import { providerVersion } from '../../scripts/shared/provider-version';
import { files, read } from '../architecture/sources';

test('the version of the provider is that of its own block in the lock file', () => {
  const block = (source: string, version: string) =>
    `provider "registry.terraform.io/${source}" {\n  version     = "${version}"\n  constraints = "0.0.1"\n}\n`;
  expect(providerVersion(block('hashicorp/random', '3.7.2') + block('hashicorp/aws', '6.1.0'))).toBe('6.1.0');
  expect(() => providerVersion(block('hashicorp/random', '3.7.2'))).toThrow('pins no version of');
});

test('no source repeats it', () => {
  const sources = files().filter((file) => /[.]([cm]?[jt]s|ya?ml)$/.test(file));
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((file) => read(file).includes(providerVersion()))).toEqual([]);
});
