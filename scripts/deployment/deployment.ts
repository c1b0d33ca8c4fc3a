import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseConfig } from '../../stacks/config';
import { readVariables } from '../../stacks/variables';
import { UserError } from '../shared/errors';
import { root, workFolder } from '../shared/paths';
import { writeCliConfig } from '../shared/terraform-mirror';
import { type ProviderServer, startProvider } from '../terraform/provider-server';
import { Terraform } from '../terraform/terraform';
import { terraformVersion } from '../terraform/version';
import { checkAccount } from './account';
import { type Layer, type SynthesizedEnvironment, synthesizeEnvironment } from './environment';
import { localEndpoint } from './local-endpoint';
import { planFolder } from './plan-folder';
import { recallSynthesis } from './rollback';
import { selectLayers } from './selection';
import { type State, StateStore } from './state-store';

export interface DeploymentOptions {
  /** The environment's name. */
  readonly name: string;
  /** Folder of the synthesis. */
  readonly out: string;
  /** The one layer that it is about. @default all */
  readonly layer?: string;
  /** A rollback point, whose synthesis is taken instead of one of the sources as they are. @default none */
  readonly to?: string;
}

/** An environment as a command acts on it: synthesized, in the right account, with nothing left over. */
export class Deployment {
  private schemas: Promise<ProviderServer> | undefined;

  private constructor(
    readonly environment: SynthesizedEnvironment,
    /** Folder of the synthesis. */
    readonly out: string,
    /** The layers that the command is about. */
    readonly selected: readonly Layer[],
    readonly store: StateStore,
    /** A folder for plans, which hold secrets in plain text: nobody else's to read, and gone at the end. */
    readonly folder: string,
    private readonly cliConfig: string,
    /** How long a lock is waited for; the synthesis has refused one that is malformed. */
    private readonly lockTimeout: string,
  ) {}

  /** @throws UserError where the environment is not fit to be acted on */
  static async open({ name, out, layer, to }: DeploymentOptions): Promise<Deployment> {
    await terraformVersion();
    const now = await synthesizeEnvironment(name, out);
    const selected = selectLayers(now, layer);
    await checkAccount(now);
    const store = new StateStore(now.layers[0] as Layer);
    const { environment, ...chosen } = to ? await recallSynthesis(store, now, to) : { environment: now, out };
    const layers = to ? selectLayers(environment, layer) : selected;
    for (const each of environment.layers) requireSavedState(each);
    const { lockTimeout } = parseConfig(readVariables(root)).config;
    return new Deployment(
      environment,
      chosen.out,
      layers,
      store,
      planFolder(),
      writeCliConfig(workFolder),
      lockTimeout,
    );
  }

  get backend(): Layer {
    return this.environment.layers.find(({ name }) => name === 'backend') as Layer;
  }

  /** File of the backend's state until its bucket is there; a cloud on this machine has one of its own. */
  get localState(): string {
    const local = localEndpoint()?.replace(/\W+/g, '-');
    return join(workFolder, 'bootstrap', `${this.environment.name}${local ? `-${local}` : ''}.tfstate`);
  }

  /** File of the backend's state from when it leaves the bucket, which it then destroys. */
  get destroyingState(): string {
    return this.localState.replace(/tfstate$/, 'destroying.tfstate');
  }

  /** What is begun on an account is not killed: an interrupt is handed to Terraform, which comes to an end. */
  terraform(layer: Layer, env: Readonly<Record<string, string>> = {}): Terraform {
    return new Terraform({
      folder: layer.folder,
      name: layer.stack,
      env: { TF_CLI_CONFIG_FILE: this.cliConfig, ...env },
      interrupt: 'forward',
      lockTimeout: this.lockTimeout,
    });
  }

  /**
   * Terraform for reading plans, which takes the schema from one provider for all of them. It is never configured, so
   * it does not matter that the layers would configure it differently.
   * @param layer one that is initialised
   */
  async reader(layer: Layer): Promise<Terraform> {
    if (process.env.TF_REATTACH_PROVIDERS) return this.terraform(layer);
    this.schemas ??= startProvider(layer.folder, {}, join(this.folder, 'provider.log'));
    return this.terraform(layer, (await this.schemas).environment);
  }

  /** @throws UserError where the backend was never bootstrapped */
  async requireBackend(): Promise<void> {
    if (await this.store.hasState(this.backend)) return;
    const { name } = this.environment;
    throw new UserError(
      `${name}: its state backend was never bootstrapped, or that was interrupted: the state bucket holds no state of it.\n  fix: npm run bootstrap -- ${name}`,
    );
  }

  /** The states of all layers, by name. */
  async states(): Promise<ReadonlyMap<string, State>> {
    const read = this.environment.layers.map(async (layer) => [layer.name, await this.store.state(layer)] as const);
    return new Map((await Promise.all(read)).flatMap(([name, state]) => (state ? [[name, state]] : [])));
  }
}

/** Where Terraform could not save a state it leaves it here, and to go on without it would lose what was applied. */
function requireSavedState({ stack, folder }: Layer): void {
  const file = join(folder, 'errored.tfstate');
  if (!existsSync(file)) return;
  const at = relative(root, folder);
  throw new UserError(
    [
      `${stack}: an earlier run could not save the state of what it had applied; it is in ${relative(root, file)}.`,
      `  fix: (cd ${at} && terraform init -reconfigure && terraform state push errored.tfstate && rm errored.tfstate)`,
    ].join('\n'),
  );
}
