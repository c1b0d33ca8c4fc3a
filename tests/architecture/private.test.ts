import { expect, test } from 'vitest';
import { files, read } from './sources';

const texts = files().filter((file) => /[.](ts|mjs|cjs|js|json|md|txt|in|ya?ml|py|hcl|env|example|toml)$/.test(file));
const places = (pattern: RegExp, of: readonly string[]) =>
  of.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, place) => (pattern.test(line) ? [`${file}:${place + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );

test('looks at the files', () => {
  expect(texts.length).toBeGreaterThan(100);
});

test('no path of anybody’s machine is written down', () => {
  // What a container's or a person's files are below; `/opt`, `/usr` and `/tmp` are the same everywhere.
  const homes = ['root', 'home', 'Users', 'work', 'workspace', 'mnt'].join('|');
  expect(places(new RegExp(`(^|[\\s'"\`(=:])/(${homes})/[\\w.-]`), texts)).toEqual([]);
});

test('no registry is written down but the public one', () => {
  const lock: { packages: Readonly<Record<string, { resolved?: string }>> } = JSON.parse(read('package-lock.json'));
  const hosts = Object.values(lock.packages).flatMap(({ resolved }) => (resolved ? [new URL(resolved).host] : []));
  expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
  const python = texts.filter((file) => /^scripts\/python\/.*[.](txt|in)$/.test(file));
  expect(python.length).toBeGreaterThan(0);
  expect(places(/--(extra-)?index-url|--find-links|--trusted-host|@ https?:/, python)).toEqual([]);
  const settings = files().filter((file) => /(^|\/)([.]npmrc|pip[.]conf)$/.test(file));
  expect(places(/registry|index-url/, settings)).toEqual([]);
});
