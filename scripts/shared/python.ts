import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './errors';
import { ownFolder } from './own-folder';
import { root, workFolder } from './paths';
import { pipFault } from './pip-faults';
import { type RunOptions, type RunResult, run } from './processes';

/** Requirements files of scripts/python; each has an environment of its own, since their pins conflict. */
export type PythonToolName = 'emulators' | 'checkov';

export interface PythonTool {
  /** The environment's interpreter. Programs are started as `python -m module`, which no shebang can break. */
  readonly python: string;
  /** Runs a module of the environment to its end. */
  run(module: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

const OLDEST = [3, 10] as const;
/** Modules are compiled when they are first imported, which an environment's own setting must not forbid. */
export const KEEP_COMPILED = { PYTHONDONTWRITEBYTECODE: '' };
const UNUSED_MS = 7 * 24 * 3600_000;
const INSTALL =
  'Install Python 3.10 or newer: apt-get install python3 python3-venv, brew install python, or python.org.';

/** The environment of one of the workspace's requirements files, made at first use. */
export async function pythonTool(name: PythonToolName, onProgress?: (line: string) => void): Promise<PythonTool> {
  const requirements = join(root, 'scripts', 'python', `${name}.txt`);
  return pythonEnvironment(name, requirements, join(workFolder, 'python'), onProgress);
}

/**
 * The environment of a requirements file, kept in `folder` until the file or the Python changes. It becomes visible
 * complete or not at all, so that an interrupted call, or two at once, leave nothing half-built.
 */
export async function pythonEnvironment(
  name: string,
  requirements: string,
  folder: string,
  onProgress: (line: string) => void = () => {},
): Promise<PythonTool> {
  const base = await findPython();
  const key = createHash('sha256')
    .update(await readFile(requirements))
    .update(base.identity)
    .digest('hex')
    .slice(0, 16);
  const environment = join(folder, `${name}-${key}`);
  await mkdir(folder, { recursive: true });
  if (!existsSync(environment)) await build(base.command, requirements, environment, onProgress);
  await utimes(environment, new Date(), new Date());
  await removeUnused(folder);
  const python = join(environment, 'bin', 'python');
  return {
    python,
    run: (module, args, options = {}) =>
      run(python, ['-m', module, ...args], { ...options, env: { ...KEEP_COMPILED, ...options.env } }),
  };
}

/** The first interpreter that is new enough, with what tells its environments from those of another. */
export async function findPython(): Promise<{ command: string; identity: string }> {
  const found: string[] = [];
  for (const command of ['python3', 'python']) {
    const script = 'import sys; print(*sys.version_info[:3], sys.implementation.cache_tag, sys.base_prefix)';
    const result = await run(command, ['-c', script]).catch((error: unknown) => {
      if (error instanceof UserError) return undefined;
      throw error;
    });
    if (result?.exitCode !== 0) continue;
    const [major = 0, minor = 0, micro = 0] = result.stdout.split(' ').map(Number);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { command, identity: result.stdout };
    found.push(`${command} is ${major}.${minor}.${micro}`);
  }
  const which = found.length > 0 ? `is too old (${found.join(', ')})` : 'was not found in the PATH';
  throw new UserError(`Python ${which}; 3.10 or newer is needed for the emulators and checkov.\n${INSTALL}`);
}

async function build(
  python: string,
  requirements: string,
  environment: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const draft = `${environment}.${randomUUID()}`;
  const remove = ownFolder(draft);
  try {
    onProgress('making a Python environment');
    const inside = join(draft, 'bin', 'python');
    // By itself venv says no more of ensurepip than that it failed.
    await makeVenv(python, python, ['-m', 'venv', '--clear', '--without-pip', draft]);
    await makeVenv(python, inside, ['-I', '-m', 'ensurepip', '--upgrade', '--default-pip']);
    onProgress('installing Python packages');
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'];
    const pinned = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--no-compile', '-r', requirements];
    // What it unpacks stays behind where it is killed: so it does that in the draft.
    const unpacked = join(draft, 'tmp');
    await mkdir(unpacked);
    const unset = { PIP_TARGET: undefined, PIP_PREFIX: undefined, PIP_USER: undefined };
    const env = { PYTHONDONTWRITEBYTECODE: '1', TMPDIR: unpacked, ...unset };
    const result = await run(inside, [...pip, ...pinned], { env });
    if (result.exitCode !== 0) throw await pipFault(inside, requirements, result.stderr);
    await rm(unpacked, { recursive: true });
    await rename(draft, environment).catch((error: unknown) => {
      // Another process was first; its environment is the same.
      if (!existsSync(environment)) throw error;
    });
  } finally {
    await remove();
  }
}

async function makeVenv(python: string, program: string, args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await run(program, args);
  if (exitCode !== 0) throw new UserError(venvFault(python, `${stdout}\n${stderr}`));
}

function venvFault(python: string, output: string): string {
  if (/ensurepip is not available|No module named '?(ensurepip|venv)\b/.test(output)) {
    return `${python} has no venv module with pip in it, which Debian and Ubuntu ship separately.\nInstall it: apt-get install python3-venv`;
  }
  // A trace of Python's, of which nobody needs more than the end, and that ends in the whole call of pip.
  const told = output.split('\n').filter((line) => !/^(\s|Traceback|subprocess\.CalledProcessError|$)/.test(line));
  return `${python} -m venv failed:\n${told.slice(-5).join('\n')}`;
}

/** Deletes the environments of earlier requirements that nobody has asked for in a week. */
async function removeUnused(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry);
    const used = await stat(path).catch(() => undefined);
    if (used && Date.now() - used.mtimeMs > UNUSED_MS) await rm(path, { recursive: true, force: true });
  }
}
