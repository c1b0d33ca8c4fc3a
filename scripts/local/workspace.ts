import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { type Layer, type SynthesizedEnvironment, synthesizeEnvironment } from '../deployment/environment';
import { gatherAssets } from '../drill/assets';
import { ownFolder } from '../shared/own-folder';
import { root, workFolder } from '../shared/paths';
import { requiredProviders } from '../shared/provider-version';
import { type ProviderServer, startProvider } from '../terraform/provider-server';
import { initialise } from '../validate/terraform-init';
import { type LocalCloud, startLocalCloud } from './local-cloud';

export interface CommandResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The commands as a person runs them, in processes of their own, on a cloud of this machine. */
export class Workspace {
  private constructor(
    private readonly folder: string,
    readonly environment: SynthesizedEnvironment,
    readonly cloud: LocalCloud,
    /** The one that every Terraform of the commands uses, since to start it is most of what a call costs. */
    private readonly provider: ProviderServer,
    /** Ends all of it; that happens once, and with this process at the latest. */
    readonly close: () => Promise<void>,
  ) {}

  static async open(name = 'dev'): Promise<Workspace> {
    const folder = join(workFolder, `commands-${randomUUID()}`);
    const ends = [ownFolder(folder)];
    const close = async () => {
      for (const end of [...ends].reverse()) await end();
    };
    try {
      const environment = await synthesizeEnvironment(name, join(folder, 'known'), exampleVariables());
      const { accountId, region } = environment;
      const cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
      ends.push(cloud.stop);
      const env = { ...cloud.environment, AWS_CA_BUNDLE: undefined };
      const cwd = gatherAssets(environment.layers, join(folder, 'beside'));
      const provider = await startProvider(await folderOfProvider(folder), env, join(folder, 'provider.log'), cwd);
      ends.push(provider.stop);
      return new Workspace(folder, environment, cloud, provider, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** The example's values go before a `config.env` that somebody has here. */
  private get variables(): Readonly<Record<string, string | undefined>> {
    // A provider that is attached fails at its second configuration with a certificate bundle; the cloud needs none.
    return { ...exampleVariables(), ...this.cloud.environment, AWS_CA_BUNDLE: undefined };
  }

  /** A layer as it was synthesized at first: the commands write their own synthesis, at any time. */
  layer(name: string): Layer {
    const found = this.environment.layers.find((layer) => layer.name === name);
    if (!found) throw new Error(`no layer ${name}`);
    return found;
  }

  /** Name of the file of the backend's state until its bucket is there, without its ending. */
  get localStateName(): string {
    return `${this.environment.name}-${new URL(this.cloud.endpoint).host.replace(/\W+/g, '-')}`;
  }

  /** Starts a command as it is called. */
  startPlain(command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    return execa(process.execPath, [join(root, 'scripts', 'run.cjs'), command, ...args], {
      env: this.processEnvironment(more),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    });
  }

  /** Starts a command that acts on Terraform, with a synthesis of its own. */
  start(command: string, ...args: readonly string[]) {
    return this.startPlain(command, [...args, '--out', this.out]);
  }

  /** Runs such a command to its end. */
  run(command: string, ...args: readonly string[]): Promise<CommandResult> {
    return this.runWith({}, command, ...args);
  }

  /** As `run`. @param more values of the configuration that go before the example's */
  async runWith(
    more: Readonly<Record<string, string>>,
    command: string,
    ...args: readonly string[]
  ): Promise<CommandResult> {
    const { exitCode, stdout, stderr } = await this.startPlain(command, [...args, '--out', this.out], more);
    return { exitCode, stdout, stderr };
  }

  /** Runs a line that a message tells people to run, from the workspace's root. */
  async shell(line: string): Promise<CommandResult> {
    const options = { cwd: root, env: this.processEnvironment(), extendEnv: false, reject: false } as const;
    const { exitCode, stdout, stderr } = await execa('sh', ['-c', line], { ...options, stdin: 'ignore' });
    return { exitCode, stdout, stderr };
  }

  private processEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const env = { ...process.env, ...this.variables, ...this.provider.environment, ...more };
    return Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
  }

  /** Folder of a layer in the commands' synthesis, where they call Terraform. */
  folderOf({ stack }: Layer): string {
    return join(this.out, 'stacks', stack);
  }

  private get out(): string {
    return join(this.folder, 'out');
  }
}

const exampleVariables = () =>
  parseEnv(readFileSync(join(root, 'config.env.example'), 'utf8')) as Record<string, string>;

/** A folder that was initialised with the provider. */
async function folderOfProvider(folder: string): Promise<string> {
  const root = join(folder, 'provider');
  mkdirSync(root);
  writeFileSync(join(root, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: requiredProviders() } }));
  return (await initialise(root, 'commands')).kept;
}
