import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { Environment } from '../../components/shared/environment';
import type { Drifted } from '../../scripts/deployment/drift-json';
import { layerDrift, ownedBy } from '../../scripts/deployment/layer-drift';
import { readState, type StateResource, stateResources } from '../../scripts/deployment/state-resources';
import { inFolder } from '../../scripts/deployment/unsaved/place';
import type { TakenOver } from '../../scripts/deployment/unsaved/report';
import { takeOver } from '../../scripts/deployment/unsaved/take-over';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { UserError } from '../../scripts/shared/errors';
import { run } from '../../scripts/shared/processes';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { terraformEnvironment } from '../../scripts/terraform/environment';
import { type ProviderServer, startProvider } from '../../scripts/terraform/provider-server';
import { Terraform } from '../../scripts/terraform/terraform';
import { testEnvironment } from './environment';
import { synthesized } from './synthesized';

/** Builds what the stack is to be. */
export type Build = (scope: Construct, environment: Environment) => unknown;

/** One stack on a cloud of its own: applied, changed, planned again. */
export class StackOnCloud {
  private constructor(
    private readonly folder: string,
    readonly cloud: LocalCloud,
    private readonly provider: ProviderServer,
    private readonly terraform: Terraform,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  /** Starts the cloud and initialises the stack; nothing is applied. */
  static async open(build: Build): Promise<StackOnCloud> {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-stack-'));
    const { accountId, region } = testEnvironment();
    const stack = join(folder, 'stack');
    mkdirSync(stack);
    write(stack, build);
    const cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
    try {
      // A provider that is attached fails at its second configuration with a certificate bundle; the cloud needs none.
      const env = { ...cloud.environment, TF_CLI_CONFIG_FILE: writeCliConfig(folder) };
      await new Terraform({ folder: stack, env }).init();
      const provider = await startProvider(stack, env, join(folder, 'provider.log'));
      const attached = { ...env, ...provider.environment };
      return new StackOnCloud(folder, cloud, provider, new Terraform({ folder: stack, env: attached }), attached);
    } catch (error) {
      await cloud.stop();
      rmSync(folder, { recursive: true });
      throw error;
    }
  }

  /** Where the cloud answers. */
  get endpoint(): string {
    return this.cloud.endpoint;
  }

  /** Changes the stack and applies it. @returns how many resources were made */
  async apply(build: Build): Promise<number> {
    write(join(this.folder, 'stack'), build);
    return (await this.terraform.applyNow()).changes.add;
  }

  /** What a plan would do: `create aws_vpc.Vpc`. @param values of variables @throws UserError where it is refused */
  async plan(build: Build, values: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
    write(join(this.folder, 'stack'), build);
    const changes: string[] = [];
    const args = Object.entries(values).map(
      ([name, value]) => `-var=${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    await this.terraform.plan({
      args,
      onEvent: ({ type, change }) => {
        if (type === 'planned_change' && change) changes.push(`${change.action} ${change.resource.addr}`);
      },
    });
    return changes.sort();
  }

  /** The words in which a plan is refused; undefined where it is not. */
  async refusal(build: Build, values: Readonly<Record<string, unknown>> = {}): Promise<string | undefined> {
    try {
      await this.plan(build, values);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  }

  /** The value of an output, as it was applied. */
  async output(name: string): Promise<unknown> {
    const outputs: Readonly<Record<string, { readonly value: unknown }>> = JSON.parse(await this.terraform.output());
    return outputs[name]?.value;
  }

  /** What the state has. */
  async resources(): Promise<StateResource[]> {
    return stateResources(readState(await this.state('pull'), 'the state of the stack'));
  }

  /** Has the state say what is there, as a deployment does in the end. */
  async settle(): Promise<void> {
    await this.terraform.refresh();
  }

  /** What is not as the state says. */
  async drift(): Promise<Drifted[]> {
    const out = join(this.folder, 'refresh.tfplan');
    await this.terraform.plan({ out, args: ['-refresh-only'] });
    const resources = await this.resources();
    const json = readFileSync(join(this.folder, 'stack', 'cdk.tf.json'), 'utf8');
    return layerDrift({ json, resources, plan: await this.terraform.show(out), owned: ownedBy(resources) });
  }

  /** Makes the state as it is where an apply was killed that had made this. */
  async forget(...addresses: readonly string[]): Promise<void> {
    await this.state('rm', ...addresses);
  }

  private async state(...args: readonly string[]): Promise<string> {
    const options = { cwd: join(this.folder, 'stack'), env: terraformEnvironment(this.env) };
    const { stdout, stderr, exitCode } = await run('terraform', ['state', ...args], options);
    if (exitCode !== 0) throw new Error(`terraform state ${args[0]}: ${stderr}`);
    return stdout;
  }

  /** Has the next plan take over what the journal of a killed apply names: addresses, with the ids that it told. */
  async takeOver(made: Readonly<Record<string, string | null>>): Promise<TakenOver | undefined> {
    const place = inFolder(join(this.folder, 'journals'));
    await place.write('a.json', JSON.stringify({ format: 1, since: '2026-11-28', who: 'ana@laptop', made }));
    const layer = { name: 'stack', stack: 'stack', folder: join(this.folder, 'stack'), upstream: [] };
    const out = join(this.folder, 'unsaved.tfplan');
    return takeOver({
      layer,
      place,
      states: async () => {
        const own = await this.resources();
        return { own, all: own, ids: new Set(own.map(({ attributes: { id } }) => String(id))) };
      },
      plan: async () => {
        await this.terraform.plan({ out });
        return this.terraform.show(out);
      },
    });
  }

  /** Destroys what was applied. @returns how many resources went */
  async destroy(): Promise<number> {
    return (await this.terraform.destroy()).changes.remove;
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true });
  }
}

function write(stack: string, build: Build): void {
  const { text, faults } = synthesized(build, testEnvironment({ allowDestroys: true }));
  if (faults.length > 0) throw new Error(faults.join('\n\n'));
  writeFileSync(join(stack, 'cdk.tf.json'), text);
}
