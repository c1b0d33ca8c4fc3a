import type { SynthesizedEnvironment } from '../scripts/deployment/environment';
import { clientEnvironment } from '../scripts/local/environment';
import { writeCliConfig } from '../scripts/shared/terraform-mirror';
import { terraformEnvironment } from '../scripts/terraform/environment';
import { Terraform } from '../scripts/terraform/terraform';
import { standAlone } from '../scripts/validate/plan';
import { writeRoot } from '../scripts/validate/terraform-root';
import type { Program } from './measure';

/**
 * One `terraform plan` of an environment: all its layers as modules of one root, so that the provider is started and its
 * schema read once. Nothing of it was applied yet.
 * @param folder where it was synthesized
 */
export async function planOfOneRoot(
  { accountId, region, layers }: SynthesizedEnvironment,
  folder: string,
  endpoint: string,
): Promise<Program> {
  for (const layer of layers) standAlone(layer.folder);
  writeRoot(folder);
  const env = terraformEnvironment({
    ...clientEnvironment(endpoint, accountId, region, folder),
    TF_CLI_CONFIG_FILE: writeCliConfig(folder),
  });
  await new Terraform({ folder, env }).init();
  return { file: 'terraform', args: ['plan', '-input=false', '-no-color', '-lock=false'], cwd: folder, env };
}
