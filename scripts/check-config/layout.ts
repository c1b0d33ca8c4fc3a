import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentNames } from '../../stacks/names';

interface PackageJson {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const folders = ['components', 'stacks', 'stacks/layers', 'scripts', 'policies'];
const files = ['config.env.example', 'package-lock.json', ...environmentNames.map((name) => `stacks/${name}.ts`)];

/** What is missing from a workspace, or is not as the commands expect it. */
export function layoutFaults(root: string): string[] {
  const missing = [...folders, ...files].filter((path) => !existsSync(join(root, path)));
  return [
    ...missing.map((path) => `${path} is missing.\nfix: git checkout -- ${path}`),
    ...cdktfFaults(root),
    ...packageFaults(root),
  ];
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

function cdktfFaults(root: string): string[] {
  const config = readJson<Readonly<Record<string, unknown>>>(join(root, 'cdktf.json'));
  if (!config) return ['cdktf.json is missing, or is not JSON.\nfix: git checkout -- cdktf.json'];
  const expected = { app: 'node scripts/run.cjs app', output: 'cdktf.out' };
  return Object.entries(expected)
    .filter(([key, value]) => config[key] !== value)
    .map(
      ([key, value]) => `cdktf.json: ${key}: found ${JSON.stringify(config[key])}; expected ${JSON.stringify(value)}`,
    );
}

/** Packages that are not installed at the version that package.json pins. */
function packageFaults(root: string): string[] {
  const { dependencies, devDependencies } = readJson<PackageJson>(join(root, 'package.json')) ?? {};
  const wrong = Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, version]) => {
    const installed = readJson<PackageJson>(join(root, 'node_modules', name, 'package.json'))?.version;
    return installed === version ? [] : [`${name}: found ${installed ?? 'nothing'}; expected ${version}`];
  });
  return wrong.length > 0 ? [`node_modules is not what package.json says:\n${wrong.join('\n')}\nfix: npm ci`] : [];
}
