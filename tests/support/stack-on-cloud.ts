import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { Environment } from '../../components/shared/environment';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { UserError } from '../../scripts/shared/errors';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
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
    private readonly cloud: LocalCloud,
    private readonly provider: ProviderServer,
    private readonly terraform: Terraform,
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
      const terraform = new Terraform({ folder: stack, env: { ...env, ...provider.environment } });
      return new StackOnCloud(folder, cloud, provider, terraform);
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
