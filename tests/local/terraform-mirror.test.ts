import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { providerVersion } from '../../scripts/shared/provider-version';
import { findProviderMirror, writeCliConfig } from '../../scripts/shared/terraform-mirror';

const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const version = providerVersion();
const provider = join('registry.terraform.io', 'hashicorp', 'aws');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpacked(...path: string[]): string {
  const mirror = join(folder, ...path);
  mkdirSync(join(mirror, provider, version, platform), { recursive: true });
  return mirror;
}

test('a mirror is found at a root and some levels under it, in the order of the roots', () => {
  const deep = unpacked('second', 'a', 'b', 'c');
  expect(findProviderMirror([join(folder, 'none'), join(folder, 'second')])).toBe(deep);
  const near = unpacked('first');
  expect(findProviderMirror([join(folder, 'first'), join(folder, 'second')])).toBe(near);
});

test('a packed provider is found as well', () => {
  const mirror = join(folder, 'packed');
  mkdirSync(join(mirror, provider), { recursive: true });
  writeFileSync(join(mirror, provider, `terraform-provider-aws_${version}_${platform}.zip`), '');
  expect(findProviderMirror([folder])).toBe(mirror);
});

test('another version, another platform, or too deep is none', () => {
  mkdirSync(join(folder, 'a', provider, '5.99.0', platform), { recursive: true });
  mkdirSync(join(folder, 'b', provider, version, 'plan9_mips'), { recursive: true });
  unpacked('1', '2', '3', '4');
  expect(findProviderMirror([folder])).toBeUndefined();
});

test('the configuration names the mirror, which then is the only source of the provider', () => {
  const file = writeCliConfig(join(folder, 'made'), '/some/"mirror"');
  expect(readFileSync(file, 'utf8')).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/some/\\"mirror\\""
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`);
});

test('without a mirror the registry is asked once, into a cache', () => {
  const file = writeCliConfig(folder, null);
  expect(readFileSync(file, 'utf8')).toMatch(/^plugin_cache_dir = ".*terraform-plugins"\n$/);
});
