import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { type Layer, type SynthesizedEnvironment, synthesizeEnvironment } from '../deployment/environment';
import { StateStore } from '../deployment/state-store';
import { UntimelyEnd } from '../local/end';
import { type LocalCloud, startLocalCloud } from '../local/local-cloud';
import { onExit } from '../shared/interrupts';
import { ownFolder } from '../shared/own-folder';
import { workFolder } from '../shared/paths';
import { writeCliConfig } from '../shared/terraform-mirror';
import { type ProviderServer, startProvider } from '../terraform/provider-server';
import { Terraform } from '../terraform/terraform';
import { gatherAssets } from './assets';

/** An environment on a cloud of this machine: a folder, a cloud and a provider of its own, gone when it closes. */
export class DrillSession {
  private provider: ProviderServer | undefined;
  private readonly providers = new UntimelyEnd('the drill');
  /** Aborted when the cloud or the provider ends by itself; the reason says which. */
  readonly ended: AbortSignal;

  private constructor(
    readonly folder: string,
    readonly environment: SynthesizedEnvironment,
    readonly cloud: LocalCloud,
    private readonly cliConfig: string,
    readonly close: () => Promise<void>,
  ) {
    this.ended = AbortSignal.any([cloud.ended, this.providers.signal]);
    setMaxListeners(0, this.ended);
  }

  /** Synthesizes the environment and starts the cloud that it is applied to. */
  static async open(name: string, onProgress?: (line: string) => void): Promise<DrillSession> {
    const folder = join(workFolder, 'drill', `${name}-${randomUUID().slice(0, 8)}`);
    const removeFolder = ownFolder(folder);
    try {
      const environment = await synthesizeEnvironment(name, join(folder, 'synthesized'));
      const { accountId, region } = environment;
      const cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud'), onProgress });
      const close = onExit(async () => {
        await cloud.stop();
        await removeFolder();
      });
      return new DrillSession(folder, environment, cloud, writeCliConfig(folder), close);
    } catch (error) {
      await removeFolder();
      throw error;
    }
  }

  /** What `terraform` and `aws` need in their environment to act on this cloud. */
  get variables(): Readonly<Record<string, string | undefined>> {
    return { ...this.cloud.environment, TF_CLI_CONFIG_FILE: this.cliConfig };
  }

  get localState(): string {
    return join(this.folder, 'backend.tfstate');
  }

  terraform(layer: Layer): Terraform {
    const env = { ...this.variables, ...this.provider?.environment };
    return new Terraform({ folder: layer.folder, name: layer.stack, env, abort: this.ended });
  }

  store(layer: Layer): StateStore {
    return new StateStore(layer, this.variables);
  }

  /** From now on every call shares one provider; the stack of `layer` must be initialised. */
  async attachProvider(layer: Layer): Promise<Terraform> {
    const log = join(this.folder, 'provider.log');
    const cwd = gatherAssets(this.environment.layers, join(this.folder, 'provider'));
    const provider = await startProvider(layer.folder, this.variables, log, cwd);
    this.provider = provider;
    const lastWords = () => provider.lastLines(5);
    this.providers.watch({ what: 'the AWS provider', died: provider.died, lastWords });
    return this.terraform(layer);
  }

  async detachProvider(): Promise<void> {
    await this.provider?.stop();
    this.provider = undefined;
  }
}
