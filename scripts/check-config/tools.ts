import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, failed, type Outcome, passed } from '../shared/checks';
import { UserError } from '../shared/errors';
import { runInstalled } from '../shared/installed';
import { root, workFolder } from '../shared/paths';
import { run } from '../shared/processes';
import { findPython } from '../shared/python';
import { isAtLeast, terraformVersion } from '../terraform/version';
import { findTflint } from '../validate/tflint';

/** The first line that a program says of its version. @throws UserError where there is no such program */
async function versionOf(program: string, howToGet: string): Promise<string> {
  const result = await runInstalled(program, ['--version'], `fix: ${howToGet}`);
  if (result.exitCode !== 0) throw new UserError(`${program} --version failed:\n${result.stderr.trim()}`);
  return result.stdout.trim().split('\n')[0] ?? '';
}

/** Compares the running Node.js with `engines` of package.json, such as `>=20.12`. */
export function nodeOutcome(version: string, engines: string): Outcome {
  const oldest = engines.replace(/^\D+/, '').split('.').map(Number);
  if (isAtLeast(version, oldest)) return passed(version);
  return failed([`node is ${version}; expected ${engines}.\nfix: nodejs.org, or nvm install ${oldest[0]}`]);
}

async function pythonOutcome(): Promise<Outcome> {
  const { command, identity } = await findPython();
  const { exitCode } = await run(command, ['-c', 'import venv, ensurepip']);
  if (exitCode !== 0)
    return failed([`${command} has no venv module with pip in it.\nfix: apt-get install python3-venv`]);
  return passed(identity.split(' ').slice(0, 3).join('.'));
}

function checkovOutcome(): Outcome {
  const folder = join(workFolder, 'python');
  const made = existsSync(folder) && readdirSync(folder).some((name) => /^checkov-[0-9a-f]+$/.test(name));
  return passed(made ? 'its environment is there' : 'its environment is made at the first npm run validate');
}

function tflintOutcome(): Outcome {
  const program = findTflint();
  if (program) return passed(program);
  return { status: 'skipped', note: 'not installed, and needed by nothing but npm run validate', details: [] };
}

const engines = () =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } }).engines.node;

/** One check for each tool. */
export const toolChecks: readonly Check[] = [
  { title: 'node', run: async () => nodeOutcome(process.versions.node, engines()) },
  { title: 'npm', run: async () => passed(await versionOf('npm', 'it comes with Node.js')) },
  { title: 'terraform', run: async () => passed(await terraformVersion()) },
  { title: 'python', run: pythonOutcome },
  { title: 'git', run: async () => passed(await versionOf('git', 'apt-get install git, or git-scm.com')) },
  { title: 'checkov', run: async () => checkovOutcome() },
  { title: 'tflint', run: async () => tflintOutcome() },
];
