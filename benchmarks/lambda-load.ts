import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleLambda, unpackLambda } from '../scripts/lambda/bundle';
import { onExit } from '../scripts/shared/interrupts';
import { workFolder } from '../scripts/shared/paths';
import { run } from '../scripts/shared/processes';
import type { Benchmark } from './figure';
import { node, type Program, ratio } from './measure';

/** What the peer's function imports and makes before its first call, as AWS's own template does. */
const PEER = 'import boto3, psycopg\nboto3.client("secretsmanager", region_name="us-west-2")\n';

/** The rotation function: what its bundle costs to load, against an empty Node.js and against Python. */
export const lambdaLoad: Benchmark = async (tell) => {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, 'bench-lambda-'));
  const remove = onExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const bundle = await unpackLambda(await bundleLambda('rotate-db-secret'), folder);
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, '');
    tell({ name: 'loading the bundle to an empty node', ratio: await ratio(node(bundle), node(empty)), goal: 1.4 });
    const python = await peer(folder);
    tell({
      name: 'loading the bundle to Python with boto3 and psycopg',
      ratio: await ratio(node(bundle), python),
      goal: 0.35,
    });
  } finally {
    await remove();
  }
};

/** A virtual environment of its own, deleted with the folder. */
async function peer(folder: string): Promise<Program> {
  const environment = join(folder, 'python');
  const python = join(environment, 'bin', 'python');
  const commands: [string, string[]][] = [
    ['python3', ['-m', 'venv', environment]],
    [python, ['-m', 'pip', 'install', '--quiet', 'boto3==1.40.0', 'psycopg[binary]==3.2.9']],
  ];
  for (const [file, args] of commands) {
    const { exitCode, stderr } = await run(file, args);
    if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr}`);
  }
  return { file: python, args: ['-c', PEER] };
}
