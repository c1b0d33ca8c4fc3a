import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { bundleLambda, type LambdaBundle, unpackLambda } from '../scripts/lambda/bundle';
import { zip } from '../scripts/lambda/zip';
import { root, workFolder } from '../scripts/shared/paths';
import { pythonEnvironment } from '../scripts/shared/python';
import { withRunFolder } from '../scripts/shared/run-folder';
import { benchmark } from './figure';
import { node, type Program, ratio } from './measure';
import { pinnedIn } from './versions';

const name = 'rotate-db-secret';
const requirements = 'benchmarks/python/peer.txt';

/** What the peer's function imports and makes before its first call, as AWS's own template does. */
const PEER = 'import boto3, psycopg\nboto3.client("secretsmanager", region_name="us-west-2")\n';

/** What Lambda takes as a zip that is sent to it, as Terraform does. */
const LARGEST_ZIP = 50 * 1024 ** 2;

const bundled = `the bundle of [\`${name}\`](../lambdas/${name}), drivers of both engines in it`;

/** The rotation function: what its bundle costs to load and to keep, against an empty Node.js and against Python. */
export const lambda = benchmark({
  measures: 'what the rotation function costs to load, and its size, against an empty Node.js and against Python',
  figures: {
    load: {
      name: 'loading the bundle to an empty node',
      runs: 'importing the bundle, as a cold start does',
      against: 'importing an empty module',
      goal: 1.4,
    },
    loadPython: {
      name: 'loading the bundle to Python with boto3 and psycopg',
      runs: 'importing the bundle',
      against: 'Python that imports both and makes a client of Secrets Manager',
      goal: 0.35,
    },
    zipPython: {
      name: 'zip to that of boto3 and psycopg',
      runs: bundled,
      against: 'the packages that pip installs for both, without what they are compiled to',
      goal: 0.1,
    },
    zipPsycopg: {
      name: 'zip to that of psycopg alone',
      runs: bundled,
      against: 'the packages of psycopg, where boto3 is the one that the runtime has',
      goal: 0.35,
    },
    limit: {
      name: 'zip to the largest that Lambda takes directly',
      runs: bundled,
      against: '50 MB',
      goal: 0.02,
    },
  },
  splits: {},
  versions: async () => pinnedIn(requirements, ['boto3', 'botocore', 'psycopg']),
  run: (tell) =>
    withRunFolder(async (folder) => {
      const bundle = await bundleLambda(name);
      const entry = node(await unpackLambda(bundle, folder));
      const empty = join(folder, 'empty.mjs');
      writeFileSync(empty, '');
      tell.figure('load', await ratio(entry, node(empty)));
      const { python } = await pythonEnvironment('benchmark', join(root, requirements), join(workFolder, 'python'));
      const peer: Program = { file: python, args: ['-c', PEER], env: { PYTHONDONTWRITEBYTECODE: undefined } };
      tell.figure('loadPython', await ratio(entry, peer));
      tellSizes(tell.figure, bundle, await packagesOf(dirname(dirname(python))));
    }),
});

type Files = Readonly<Record<string, Uint8Array>>;

function tellSizes(
  figure: (key: 'zipPython' | 'zipPsycopg' | 'limit', ratio: number) => void,
  bundle: LambdaBundle,
  packages: Files,
): void {
  const size = bundle.zip.byteLength;
  const ofPsycopg = Object.entries(packages).filter(([path]) => /^(psycopg|typing_extensions)/.test(path));
  figure('zipPython', size / zip(packages).byteLength);
  figure('zipPsycopg', size / zip(Object.fromEntries(ofPsycopg)).byteLength);
  figure('limit', size / LARGEST_ZIP);
}

/** What pip put into an environment for the requirements: not itself, nothing compiled, no records of the install. */
async function packagesOf(environment: string): Promise<Files> {
  const files: Record<string, Uint8Array> = {};
  const entries = await readdir(environment, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const [, inside] = relative(environment, path).replaceAll(sep, '/').split('/site-packages/');
    if (inside && !/^(pip|setuptools|_distutils_hack|distutils-)|__pycache__|[.]dist-info\//.test(inside))
      files[inside] = readFileSync(path);
  }
  return files;
}
