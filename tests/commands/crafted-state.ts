import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlanSummary, readPlan } from '../../scripts/deployment/plan-json';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';

type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Version of the schema that the provider writes a type's state in. */
const schemaVersions: Readonly<Record<string, number>> = { aws_db_instance: 2 };

const stateOf = (resources: Blocks) => ({
  version: 4,
  terraform_version: '1.9.0',
  serial: 1,
  lineage: '2f1c3f36-7d51-4d4e-9d0c-1f5f5c3e6a10',
  outputs: {},
  resources: Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({
      mode: 'managed',
      type,
      name,
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: schemaVersions[type] ?? 0, attributes }],
    })),
  ),
});

/** The real provider's plans on states that are written by hand: no account and no cloud is asked. */
export class CraftedState {
  private readonly folder = mkdtempSync(join(tmpdir(), 'groundwork-crafted-'));
  private readonly terraform = new Terraform({
    folder: this.folder,
    env: {
      TF_CLI_CONFIG_FILE: writeCliConfig(this.folder),
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nobody',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    },
  });
  private initialised = false;

  /** What Terraform would do to `state` so that it becomes `resource`. */
  async plan(state: Blocks, resource: Blocks, more: object = {}): Promise<PlanSummary> {
    const provider = {
      region: 'us-west-2',
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: true,
    };
    const json = {
      terraform: { required_providers: requiredProviders() },
      provider: { aws: [provider] },
      resource,
      ...more,
    };
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(json));
    writeFileSync(join(this.folder, 'terraform.tfstate'), JSON.stringify(stateOf(state)));
    if (!this.initialised) await this.terraform.init();
    this.initialised = true;
    await this.terraform.plan({ out: 'plan', args: ['-refresh=false'] });
    return readPlan(await this.terraform.show('plan'));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
