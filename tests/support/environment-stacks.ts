import { parseEnv } from 'node:util';
import { App, TerraformStack } from 'cdktf';
import { type Config, exampleConfig, parseConfig } from '../../stacks/config';
import type { EnvironmentDefinition } from '../../stacks/definition';
import { sampleFunctions } from '../../stacks/functions';
import { buildLayers } from '../../stacks/layers';

/** The configuration of the example, with changes. */
export function exampleConfigWith(changes: Readonly<Record<string, string>> = {}): Config {
  return parseConfig({ variables: { ...parseEnv(exampleConfig()), ...changes }, source: 'config.env.example' }).config;
}

/** The stacks of an environment, by name. */
export function stacksOf(definition: EnvironmentDefinition): ReadonlyMap<string, TerraformStack> {
  const app = new App({ skipValidation: true });
  buildLayers(app, definition, sampleFunctions);
  const stacks = app.node.children.filter((child) => child instanceof TerraformStack);
  return new Map(stacks.map((stack) => [stack.node.id, stack]));
}

/** The JSON of a stack, as Terraform reads it. */
export const jsonOf = (stack: TerraformStack | undefined) => JSON.parse(JSON.stringify(stack?.toTerraform()));
