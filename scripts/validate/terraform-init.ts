import { createHash, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../shared/errors';
import { workFolder } from '../shared/paths';
import { type RunOptions, type RunResult, run } from '../shared/processes';
import { reap, spare } from '../shared/reaper';
import { writeCliConfig } from '../shared/terraform-mirror';
import { terraformEnvironment } from '../terraform/environment';
import { describeInitFault } from '../terraform/init-faults';

const LOCK_FILE = '.terraform.lock.hcl';
const UNUSED_MS = 7 * 24 * 3600_000;

/** A root that Terraform was initialised in. */
export interface Initialised {
  /** Folder in whose `.terraform` the provider is. */
  readonly kept: string;
  /** Calls Terraform in the root. */
  call(
    args: readonly string[],
    env?: Readonly<Record<string, string | undefined>>,
    abort?: RunOptions['abort'],
  ): Promise<RunResult>;
}

/**
 * Initialises the root in `folder`, or takes over what an earlier `init` left, which holds as long as `key` is the
 * same: it asks no registry then, and costs nothing.
 */
export async function initialise(folder: string, key: string): Promise<Initialised> {
  const home = join(workFolder, 'validate');
  const cliConfig = writeCliConfig(home);
  const hash = createHash('sha256').update(key).update(readFileSync(cliConfig)).digest('hex').slice(0, 16);
  const kept = join(home, `init-${hash}`);
  const at = (data: string) => terraformIn(folder, cliConfig, data);
  if (!holds(kept)) await init(folder, kept, at);
  copyFileSync(join(kept, LOCK_FILE), join(folder, LOCK_FILE));
  utimesSync(kept, new Date(), new Date());
  removeUnused(home);
  return { kept, call: at(kept) };
}

const terraformIn =
  (folder: string, cliConfig: string, data: string): Initialised['call'] =>
  (args, env = {}, abort = undefined) =>
    run('terraform', args, {
      cwd: folder,
      abort,
      env: terraformEnvironment({
        // With a provider that is attached already, `init` installs none and writes no lock file.
        TF_REATTACH_PROVIDERS: undefined,
        TF_CLI_CONFIG_FILE: cliConfig,
        TF_DATA_DIR: join(data, '.terraform'),
        ...env,
      }),
    });

/** The folder becomes visible complete or not at all, whoever else does the same at this moment. */
async function init(folder: string, kept: string, at: (data: string) => Initialised['call']): Promise<void> {
  const draft = `${kept}.${randomUUID()}`;
  reap('folder', draft);
  try {
    mkdirSync(draft, { recursive: true });
    const result = await at(draft)(['init', '-input=false', '-no-color']);
    if (result.exitCode !== 0) throw new UserError(describeInitFault('all stacks', result.stderr));
    copyFileSync(join(folder, LOCK_FILE), join(draft, LOCK_FILE));
    if (!holds(kept)) rmSync(kept, { recursive: true, force: true });
    try {
      renameSync(draft, kept);
    } catch (error) {
      // Another process was first; what it left is the same.
      if (!holds(kept)) throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
    spare('folder', draft);
  }
}

/** True where an `init` is complete and the providers that it linked are still where they were. */
function holds(kept: string): boolean {
  const providers = join(kept, '.terraform', 'providers');
  return existsSync(join(kept, LOCK_FILE)) && existsSync(providers) && linksHold(providers);
}

const linksHold = (folder: string): boolean =>
  readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = join(folder, entry.name);
    return entry.isSymbolicLink() ? existsSync(path) : !entry.isDirectory() || linksHold(path);
  });

function removeUnused(home: string): void {
  for (const name of readdirSync(home).filter((each) => each.startsWith('init-'))) {
    const used = statSync(join(home, name), { throwIfNoEntry: false });
    if (used && Date.now() - used.mtimeMs > UNUSED_MS) rmSync(join(home, name), { recursive: true, force: true });
  }
}
