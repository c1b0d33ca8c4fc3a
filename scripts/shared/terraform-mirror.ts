import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeWhole } from '../stamps.cjs';
import { workFolder } from './paths';
import { providerVersion } from './provider-version';

const PROVIDER = join('registry.terraform.io', 'hashicorp', 'aws');
const DEPTH = 3;

/** The terms in which Terraform names this machine, such as `linux_amd64`. */
function platform(): string {
  const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', ia32: '386' };
  return `${process.platform}_${architectures[process.arch] ?? process.arch}`;
}

/** Where mirrors are put: Terraform's own implied places first, then what administrators use. */
function usualRoots(environment: NodeJS.ProcessEnv): string[] {
  const data = environment.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  const shared = (environment.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':').filter(Boolean);
  return [
    join(homedir(), '.terraform.d', 'plugins'),
    join(homedir(), 'Library', 'Application Support', 'io.terraform', 'plugins'),
    ...[data, ...shared].map((folder) => join(folder, 'terraform')),
    '/usr/local/lib',
    '/opt',
  ];
}

/**
 * The filesystem mirror that holds the AWS provider for this machine, where there is one: the folder that Terraform
 * wants as `path` of `filesystem_mirror`. Machines without a way to the registry have such a folder.
 */
export function findProviderMirror(roots: readonly string[] = usualRoots(process.env)): string | undefined {
  const version = providerVersion();
  for (const folder of roots) {
    const found = search(folder, version, DEPTH);
    if (found) return found;
  }
  return undefined;
}

function search(folder: string, version: string, depth: number): string | undefined {
  if (holdsProvider(folder, version)) return folder;
  if (depth === 0) return undefined;
  for (const name of subfolders(folder)) {
    const found = search(join(folder, name), version, depth - 1);
    if (found) return found;
  }
  return undefined;
}

function holdsProvider(folder: string, version: string): boolean {
  const provider = join(folder, PROVIDER);
  const packed = join(provider, `terraform-provider-aws_${version}_${platform()}.zip`);
  return existsSync(join(provider, version, platform())) || existsSync(packed);
}

/** A folder that is absent or not ours to read holds no mirror for us. */
function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

/**
 * Writes the Terraform CLI configuration into `folder` and returns its path, for `TF_CLI_CONFIG_FILE`: the provider
 * comes from `mirror`, by default the one that is found; without one from the registry, once, into a cache of the work
 * folder. Another Terraform that reads the same file meanwhile sees all of it: half of one sends it to the registry.
 */
export function writeCliConfig(folder: string, mirror: string | null = findProviderMirror() ?? null): string {
  const file = resolve(folder, 'terraform.rc');
  mkdirSync(folder, { recursive: true });
  if (mirror) {
    const source = 'registry.terraform.io/hashicorp/aws';
    writeWhole(
      file,
      [
        'provider_installation {',
        `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = ["${source}"]\n  }`,
        `  direct {\n    exclude = ["${source}"]\n  }`,
        '}\n',
      ].join('\n'),
    );
  } else {
    const cache = join(workFolder, 'terraform-plugins');
    mkdirSync(cache, { recursive: true });
    writeWhole(file, `plugin_cache_dir = ${JSON.stringify(cache)}\n`);
  }
  return file;
}
