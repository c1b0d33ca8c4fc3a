import { App, TerraformDataSource, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { Component } from '../../components/shared/component';
import { outputsOf } from '../../components/shared/outputs';
import { parseConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { buildLayers } from '../../stacks/layers';
import type { EnvironmentName } from '../../stacks/names';
import { environments, SynthesisFaults } from '../../stacks/synthesize';
import { readVariables } from '../../stacks/variables';

/** A component as an environment has it. */
export interface ComponentUse {
  /** Folder of the component: `kms-key`. */
  readonly kind: string;
  /** `dev-backend/Backend/Key` */
  readonly path: string;
  readonly stack: string;
  readonly production: boolean;
  /** By the key of the setting: the Terraform variable, and the value that it has. */
  readonly settings: ReadonlyMap<string, { readonly variable: string; readonly value: unknown }>;
  /** Resources and data sources of its own, without those of the components inside it. */
  readonly resources: readonly { readonly address: string; readonly type: string }[];
  readonly outputs: readonly { readonly name: string; readonly describes: string; readonly sensitive: boolean }[];
}

/** Everything that an environment consists of. */
export interface Inventory {
  readonly components: readonly ComponentUse[];
  /** Stacks, each with how many resources it has, data sources not counted. */
  readonly layers: ReadonlyMap<string, number>;
}

const SETTING = 'Setting_';

/** Builds an environment without writing it, and looks at what it is made of. @throws SynthesisFaults */
export function takeInventory(name: EnvironmentName, root: string): Inventory {
  const source = readVariables(root);
  const { config, faults } = parseConfig(source);
  if (faults.length > 0) throw new SynthesisFaults(faults);
  const app = new App({ skipValidation: true });
  buildLayers(app, environments[name](config), sampleFunctions);
  const nodes = app.node.findAll();
  const broken = nodes.flatMap((each) => each.node.validate());
  if (broken.length > 0) throw new SynthesisFaults(broken);

  const resources = nodes.filter((node) => TerraformResource.isTerraformResource(node));
  const layers = nodes
    .filter((node) => TerraformStack.isStack(node))
    .map((stack) => [stack.node.id, resources.filter((each) => TerraformStack.of(each) === stack).length] as const);
  const components = nodes.filter((node): node is Component => node instanceof Component);
  return { components: components.map(usedComponent), layers: new Map(layers) };
}

function usedComponent(component: Component): ComponentUse {
  const own = component.node.findAll().filter((node) => Component.of(node) === component);
  const settings = component.node.children
    .filter((child): child is TerraformVariable => child instanceof TerraformVariable)
    .filter((variable) => variable.node.id.startsWith(SETTING))
    .map((variable) => {
      const setting = { variable: variable.friendlyUniqueId, value: variable.default as unknown };
      return [variable.node.id.slice(SETTING.length), setting] as const;
    });
  return {
    kind: component.kind,
    path: component.node.path,
    stack: TerraformStack.of(component).node.id,
    production: component.environment.production,
    settings: new Map(settings),
    resources: own.flatMap(resourceOf).sort((a, b) => (a.address < b.address ? -1 : 1)),
    outputs: outputsOf(component).map(({ name, output }) => ({
      name,
      describes: output.describes,
      sensitive: output.sensitive ?? false,
    })),
  };
}

function resourceOf(node: object): ComponentUse['resources'] {
  if (node instanceof TerraformDataSource)
    return [
      { address: `data.${node.terraformResourceType}.${node.friendlyUniqueId}`, type: node.terraformResourceType },
    ];
  if (node instanceof TerraformResource)
    return [{ address: `${node.terraformResourceType}.${node.friendlyUniqueId}`, type: node.terraformResourceType }];
  return [];
}
